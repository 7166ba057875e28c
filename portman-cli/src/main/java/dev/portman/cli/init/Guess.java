package dev.portman.cli.init;

import java.util.Optional;

/** One kind of server that can be recognised by what lies in its folder. */
interface Guess {

    /** The server of this kind; empty if the folder does not look like one. */
    Optional<Draft> in(ProjectFolder folder);
}
