package dev.portman.faults;

import java.util.List;
import java.util.Locale;

/** What must never happen, whatever the fault: the sums on top of the page, each over the rows that watch for it. */
enum Gate {
    WRONG_KILLS(
            "a process that is not ours was signalled or ended",
            "F7 F9 F10 F11 F12 F13 F17 F18 F19 F20 F22 F23 F25 F32 F37 F38 F39 F40 F41 F87 F88 F89 F90 F100 F101 F102"),
    SURVIVORS("something of a server was left after `stop`", "F1 F3 F4 F5 F6 F8 F31 F118"),
    LEAKS("a server or a record was lost after a crash or a full disk", "F80 F81 F82 F84 F85 F86 F105 F107"),
    RACES("two starts at once did not end with the right number of servers", "F70 F71 F72"),
    DUPLICATES("a port was leased twice at a time", "F73 F74"),
    FALSE_WORDS("\"ready\" or \"free\" was said and not true", "F33 F34 F36 F54"),
    TWO_ACTS(
            "two acts at once lost, left or doubled a server, ran its clean-up twice, or said what was not true",
            "F119 F120 F121"),
    DAEMONS("a daemon was left, launched twice or wrongly named, or somebody else was signalled on its way", "daemons");

    private final String harm;
    private final String faults;

    Gate(String harm, String faults) {
        this.harm = harm;
        this.faults = faults;
    }

    /** A line of the summary; empty if nothing was measured. */
    String markdown(List<ReportedRow> rows) {
        List<String> ours = List.of(faults.split(" ", -1));
        List<ReportedRow> watching =
                rows.stream().filter(row -> ours.contains(row.fault())).toList();
        int trials = watching.stream().mapToInt(ReportedRow::trials).sum();
        if (trials == 0) {
            return "";
        }
        int found = watching.stream().mapToInt(ReportedRow::found).sum();
        String bound = found > 0 ? "-" : String.format(Locale.ROOT, "%.3f %%", 300.0 / trials);
        String ids = String.join(
                ", ", watching.stream().map(ReportedRow::fault).distinct().toList());
        return "| " + harm + " | " + trials + " | " + found + " | " + bound + " | " + ids + " |\n";
    }
}
