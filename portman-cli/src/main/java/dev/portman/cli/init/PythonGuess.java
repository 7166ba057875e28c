package dev.portman.cli.init;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Django, told by {@code manage.py}, and FastAPI, told by the line that makes the application. */
final class PythonGuess implements Guess {

    private static final int USUAL_PORT = 8000;

    private static final Pattern FAST_API =
            Pattern.compile("(?m)^([A-Za-z_]\\w*)(?:\\s*:\\s*\\w+)?\\s*=\\s*FastAPI\\(");

    private static final List<String> MODULES = List.of("main", "app", "server", "api", "app/main", "src/main");

    @Override
    public Optional<Draft> in(ProjectFolder folder) {
        String python = folder.firstOf(".venv/bin/python", "venv/bin/python").orElse("python3");
        if (folder.text("manage.py").filter(it -> it.contains("django")).isPresent()) {
            return Optional.of(Draft.of(
                    Draft.Role.BACKEND,
                    python + " manage.py runserver 127.0.0.1:@{port}",
                    USUAL_PORT,
                    new Evidence("Django", "manage.py")));
        }
        return MODULES.stream()
                .flatMap(module -> fastApi(folder, module, python).stream())
                .findFirst();
    }

    private static Optional<Draft> fastApi(ProjectFolder folder, String module, String python) {
        return folder.text(module + ".py")
                .map(FAST_API::matcher)
                .filter(Matcher::find)
                .map(found -> Draft.of(
                        Draft.Role.BACKEND,
                        python + " -m uvicorn " + module.replace('/', '.') + ":" + found.group(1)
                                + " --reload --port @{port}",
                        USUAL_PORT,
                        new Evidence("FastAPI", module + ".py")));
    }
}
