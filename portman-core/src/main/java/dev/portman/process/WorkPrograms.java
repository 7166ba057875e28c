package dev.portman.process;

import java.util.List;

/** The protected programs that people work with. */
final class WorkPrograms {

    static final List<ProgramGroup> ALL = List.of(
            // First: the debuggers that editors bring along lie in the folders of their extensions.
            ProgramGroup.of(ProgramKind.DEBUGGER, """
                    gdb, gdb-multiarch, gdbserver, lldb, lldb-*, debugserver, dlv, dlv-dap, __debug_bin*, rr, jdb, rdbg,
                    strace, ltrace, bpftrace, perf, valgrind, valgrind.bin, memcheck-*, callgrind-*, massif-*, helgrind-*,
                    drd-*, cachegrind-*, heaptrack, py-spy, vsdbg, vsdbg-ui, netcoredbg, codelldb, opendebugad7,
                    cppdbg, visualvm, jmc
                    """, """
                    -m debugpy, -m pdb, -m ipdb, -m pudb, -m pydevd, */debugpy/*, */pydevd.py, */ms-vscode.js-debug/*,
                    com.sun.tools.example.debug.tty.TTY
                    """),
            ProgramGroup.of(ProgramKind.EDITOR, """
                    code, code-insiders, code-oss, code-server, code-tunnel, openvscode-server, codium, vscodium,
                    cursor, windsurf, trae, kiro, positron, zed, zed-editor, zeditor, lapce, subl, sublime_text,
                    plugin_host*, atom, pulsar-editor, vim, vim.*, vi, nvim, gvim, neovide, emacs, emacs-*, emacsclient,
                    nano, helix, hx, kak, kate, kwrite, gedit, gnome-text-editor, gnome-builder, geany,
                    notepadqq, textmate, bbedit, xcode,
                    idea, idea64, idea.sh, idea-community, idea-ultimate, intellij-idea-*, pycharm, pycharm64,
                    pycharm.sh, pycharm-community, pycharm-professional, webstorm, webstorm64, webstorm.sh, goland,
                    goland64, goland.sh, clion, clion64, clion.sh, rider, rider64, rider.sh, rider.backend,
                    jetbrains.rider*, phpstorm, phpstorm64, phpstorm.sh, rubymine, rubymine64, rubymine.sh, datagrip,
                    datagrip64, datagrip.sh, dataspell, dataspell64, dataspell.sh, rustrover, rustrover64,
                    rustrover.sh, fleet, studio, studio64, studio.sh, android-studio,
                    jetbrains-toolbox, jetbrains-gateway, jetbrains_client*, remote-dev-server, remote-dev-server.sh,
                    remote-dev-worker*, fsnotifier, jcef_helper, cef_server,
                    eclipse, netbeans, netbeans64, netbeans.sh, qtcreator, kdevelop, codeblocks, spyder, dbeaver,
                    gopls, rust-analyzer, rust-analyzer-*, clangd, pyright, pyright-langserver, basedpyright,
                    basedpyright-langserver, pylance, pylsp, jedi-language-server, ruff-lsp, jdtls, tsserver,
                    typescript-language-server, vtsls, lua-language-server, sourcekit-lsp, sourcekitservice, omnisharp,
                    csharp-ls, roslyn-language-server, kotlin-language-server, kotlin-lsp, metals, zls, texlab, taplo,
                    terraform-ls, solargraph, ruby-lsp, intelephense, haskell-language-server*, elixir-ls, nixd,
                    bash-language-server, yaml-language-server, copilot-agent, copilot-language-server, efm-langserver
                    """, """
                    com.intellij.idea.Main, com.jetbrains.*.Main, org.eclipse.equinox.launcher.Main,
                    */org.eclipse.equinox.launcher_*.jar, org.netbeans.Main, org.eclipse.jdt.ls*, scala.meta.metals.Main,
                    org.javacs.kt.MainKt, */.vscode-server/*, */.vscode-server-insiders/*, */.vscode-server-oss/*,
                    */.vscode-remote/*, */.vscodium-server/*, */.cursor-server/*, */.windsurf-server/*,
                    */.vscode/extensions/*, */.vscode-oss/extensions/*, */.vscode-insiders/extensions/*,
                    */.cursor/extensions/*, */.windsurf/extensions/*, */vscode/out/*, /vscode/bin/*,
                    --type=extensionHost, /usr/lib/code/*, /usr/lib/vscodium/*,
                    */typescript/lib/tsserver.js, */typingsInstaller.js, */pyright-langserver.js, */langserver.index.js,
                    */analysis_server.dart.snapshot, */copilot-language-server/*, */copilot-agent/*, -m pylsp, -m spyder
                    """),
            ProgramGroup.of(ProgramKind.TERMINAL, """
                    tmux, screen, zellij, byobu, abduco, dtach, dvtm, mosh-server, etserver, etterminal, ttyd, gotty,
                    gnome-terminal, gnome-terminal-server, gnome-console, kgx, ptyxis, ptyxis-agent,
                    konsole, yakuake, xterm, uxterm, urxvt, urxvtd, rxvt, alacritty, kitty, wezterm, wezterm-gui,
                    wezterm-mux-server, ghostty, foot, footserver, footclient, terminator, tilix, guake,
                    tilda, xfce4-terminal, lxterminal, qterminal, mate-terminal, deepin-terminal, terminology,
                    cool-retro-term, iterm2, warp, warp-terminal
                    """, ""),
            ProgramGroup.of(ProgramKind.ASSISTANT, """
                    claude, claude-code, codex, codex-exec, codex-x86_64-*, codex-aarch64-*, aider, cursor-agent, gemini, goose, goosed, opencode, amp,
                    copilot, qwen, auggie, qchat, kiro-cli, plandex, cline, openhands,
                    ollama, ollama_llama_server, llama-server, lm-studio, lm studio,
                    """, """
                    */@anthropic-ai/claude-code/*, */@openai/codex/*, */@google/gemini-cli/*, */@github/copilot/*,
                    */@sourcegraph/amp/*, */@qwen-code/qwen-code/*, */@augmentcode/auggie/*, */opencode-ai/*,
                    */claude/versions/*, */cursor-agent/versions/*, -m aider, -m openhands*
                    """),
            ProgramGroup.of(ProgramKind.NOTEBOOK, """
                    jupyter, jupyter-lab, jupyter-notebook, jupyter-server, jupyter-kernelgateway, jupyterhub,
                    jupyterhub-singleuser, ipykernel_launcher, ipython, ipython3, marimo, rstudio, rstudio-server,
                    rserver, rsession, wolframkernel, mathkernel, mathematica, matlab
                    """, """
                    -m ipykernel, -m ipykernel_launcher, -m jupyter, -m jupyterlab, -m jupyter_server, -m jupyter_core,
                    -m jupyterhub, -m notebook, -m nbclassic, -m IPython, -m marimo, */ipykernel_launcher.py,
                    */ipykernel/__main__.py, org.apache.zeppelin.server.ZeppelinServer
                    """),
            ProgramGroup.of(ProgramKind.DESKTOP, """
                    electron, slack, discord, discordcanary, vesktop, teams, teams-for-linux, microsoft teams, zoom,
                    zoom.us, webex, ciscocollabhost, signal-desktop, telegram, telegram-desktop,
                    element-desktop, fluffychat, whatsapp, whatsapp-for-linux, skype, skypeforlinux, viber, wechat,
                    mattermost-desktop, rocketchat-desktop, zulip, hexchat, irssi, weechat, pidgin, mumble, thunderbird,
                    thunderbird-bin, evolution, geary, spotify, obs, obsidian, postman, insomnia, dropbox,
                    nextcloud, syncthing, steam, 1password, bitwarden, keepassxc, libreoffice, soffice.bin
                    """, ""),
            ProgramGroup.of(ProgramKind.BROWSER, """
                    chrome, chrome_crashpad_handler, google-chrome*, google chrome, google chrome helper*, chromium,
                    chromium-browser, firefox, firefox-bin, firefox-esr, librewolf, waterfox, floorp, zen-bin,
                    safari, msedge, microsoft-edge*, microsoft edge, microsoft edge helper*, brave, brave-browser,
                    brave browser, opera, vivaldi, vivaldi-bin, epiphany, epiphany-browser, webkitwebprocess,
                    webkitnetworkprocess, falkon, konqueror, qutebrowser, qtwebengineprocess, tor-browser
                    """, ""),
            ProgramGroup.of(ProgramKind.BROWSER_DRIVER, """
                    chromedriver, geckodriver, msedgedriver, operadriver, safaridriver, webkitwebdriver, iedriverserver,
                    headless_shell, chrome-headless-shell, content_shell, selenium-manager
                    """, """
                    */selenium-server*.jar, org.openqa.grid.selenium.GridLauncherV3
                    """));

    private WorkPrograms() {}
}
