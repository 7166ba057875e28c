package dev.portman.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.portman.Portman;
import dev.portman.model.ServerRecord;
import dev.portman.model.StartReport;
import dev.portman.model.Worded;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of the code: look, decide, act; data flows one way. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.portman");

    private static final String JDK = "java..";
    private static final String ANNOTATIONS = "org.jspecify.annotations..";
    private static final Map<String, String> LIBRARIES =
            Map.of("yaml", "org.yaml.snakeyaml..", "tls", "javax.net.ssl..");

    /** DESIGN section 4; the root may import everything. Only who reads YAML may know the library for it. */
    @ParameterizedTest(name = "{0} may import {1}")
    @CsvSource(delimiter = '|', textBlock = """
            json    |
            model   |
            config  | model, yaml
            procfs  | model
            log     | model
            store   | model, json, procfs
            report  | model, json
            triage  | model
            process | model, procfs, log
            holder  | model, procfs, process
            port    | model, holder, process
            internal.ownership | model, procfs, process, holder, store
            lease   | model, port, store, process, internal.ownership
            health  | model, holder, process, log, internal.ownership, tls
            session | root, model, config, log, process
            """)
    void aPackageImportsWhatTheDesignAllows(String name, @Nullable String imports) {
        Set<String> allowed = new TreeSet<>(Set.of(JDK, ANNOTATIONS, "dev.portman." + name));
        for (String each : imports == null ? new String[0] : imports.split(", ", -1)) {
            allowed.add(LIBRARIES.getOrDefault(each, each.equals("root") ? "dev.portman" : "dev.portman." + each));
        }

        classes()
                .that(resideInAPackage("dev.portman." + name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(each -> packages.add(each.getPackageName()));

        assertThat(packages)
                .containsExactlyInAnyOrder(
                        "dev.portman",
                        "dev.portman.config",
                        "dev.portman.health",
                        "dev.portman.holder",
                        "dev.portman.internal.ownership",
                        "dev.portman.json",
                        "dev.portman.lease",
                        "dev.portman.log",
                        "dev.portman.model",
                        "dev.portman.port",
                        "dev.portman.process",
                        "dev.portman.procfs",
                        "dev.portman.report",
                        "dev.portman.session",
                        "dev.portman.store",
                        "dev.portman.triage");
    }

    @Test
    void thePackagesHaveNoCycles() {
        slices().matching("dev.portman.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingButThePublicVerbsLeavesTheRoot() {
        assertThat(CLASSES.stream()
                        .filter(each -> each.getPackageName().equals("dev.portman"))
                        .filter(ArchitectureTest::canBeSeen)
                        .map(each -> each.getSimpleName()))
                .containsExactlyInAnyOrder("Portman", "DryRun");
    }

    /** What is public within a type that is not can be seen by nobody else. */
    private static boolean canBeSeen(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::canBeSeen).orElse(true);
    }

    @Test
    void processesAreStartedOnlyWhereProcessesAreTheBusiness() {
        noClasses()
                .that(resideInAPackage("dev.portman.process")
                        .or(simpleNameStartingWith("Lsof").and(resideInAPackage("dev.portman.holder")))
                        .negate())
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .check(CLASSES);
        assertThat(callersOf(Runtime.class, "exec")).isEmpty();
    }

    /** Others ask it whose a process is; they read neither what a process carries nor what a record says of that. */
    @Test
    void whoseAProcessIsIsToldInOnePlace() {
        assertThat(callersOf(ProcessTable.class, "cookie", "mark", "isGuardian", "showsItsEnvironment"))
                .allMatch(it -> it.startsWith("dev.portman.internal.ownership."));
        assertThat(callersOf(ProcessRow.class, "session"))
                .allMatch(it -> it.startsWith("dev.portman.internal.ownership.")
                        || it.startsWith("dev.portman.process.")
                        || it.startsWith("dev.portman.holder.")
                        // A terminal's shell leads its session; no record is asked.
                        || it.equals("dev.portman.Supervisors"));
        assertThat(callersOf(StartReport.class, "socketInodes"))
                .allMatch(
                        it -> it.startsWith("dev.portman.internal.ownership.") || it.startsWith("dev.portman.store."));
        assertThat(callersOf(ServerRecord.class, "cookie", "mark"))
                .allMatch(it -> it.startsWith("dev.portman.internal.ownership.")
                        || it.startsWith("dev.portman.store.")
                        // They put both on what they launch.
                        || Set.of("dev.portman.Starter", "dev.portman.HookRun").contains(it));
    }

    @Test
    void processesAreSignalledOnlyInOnePlace() {
        assertThat(callersOf(ProcessHandle.class, "destroy", "destroyForcibly"))
                .containsExactly("dev.portman.process.Signals");
    }

    @Test
    void onlyTwoNamedWaitsSleep() {
        Set<String> sleepers = callersOf(Thread.class, "sleep");
        sleepers.addAll(callersOf(TimeUnit.class, "sleep"));

        assertThat(sleepers).containsExactly("dev.portman.health.LogWake", "dev.portman.process.Deadline");
    }

    @Test
    void nothingIsPrinted() {
        assertThat(accessorsOfSystemStreams()).isEmpty();
        assertThat(callersOf(Throwable.class, "printStackTrace")).isEmpty();
    }

    @Test
    void onlyTheFrontEndEndsTheJvm() {
        Set<String> enders = callersOf(System.class, "exit");
        enders.addAll(callersOf(Runtime.class, "exit", "halt"));

        assertThat(enders).isEmpty();
    }

    /** Who listens, how a bind behaves, where state belongs, and that Windows cannot sync a folder: one place each. */
    @Test
    void whichSystemThisIsIsAskedInNamedPlaces() {
        assertThat(usersOf("os.name"))
                .containsExactly(
                        "dev/portman/config/CommandReader.class",
                        "dev/portman/holder/HolderFinder.class",
                        "dev/portman/port/Bind.class",
                        "dev/portman/store/AtomicFile.class",
                        "dev/portman/store/StateFolder.class");
    }

    /** Names in the code may change; what programs and later versions read is a word that is written out. Causes names exceptions to people. */
    @Test
    void noNameOfTheCodeIsWritten() {
        Set<String> users =
                callersOf(Class.class, "getSimpleName", "getName", "getTypeName", "getCanonicalName", "toString");
        users.addAll(callersOf(Enum.class, "name", "toString"));
        CLASSES.stream()
                .flatMap(each -> each.getCodeUnits().stream())
                .filter(ArchitectureTest::putsAnEnumIntoAText)
                .forEach(each -> users.add(each.getOwner().getName()));

        assertThat(users)
                .filteredOn(each -> each.startsWith("dev.portman.report.") || each.startsWith("dev.portman.store."))
                .containsExactly("dev.portman.store.Causes");
    }

    /** Each of them is pinned whole by a test: WordsTest, CheckupReportTest, HoldersReportTest. */
    @Test
    void whatHasAWordIsKnown() {
        assertThat(CLASSES.stream()
                        .filter(each -> each.getInterfaces().stream()
                                .anyMatch(type -> type.toErasure().isEquivalentTo(Worded.class)))
                        .map(each -> each.getSimpleName()))
                .containsExactlyInAnyOrder(
                        "Finding",
                        "Holders",
                        "How",
                        "KillOutcome",
                        "Lifetime",
                        "OnConflict",
                        "PortState",
                        "Restart",
                        "ServerState",
                        "Side",
                        "StopSignal");
    }

    /** What runs for every status and every kill must not pay for the bootstrap of invokedynamic or for compiled patterns. */
    @ParameterizedTest
    @ValueSource(strings = {"procfs", "json"})
    void isLean(String name) {
        Map<String, List<String>> heavy = new TreeMap<>();
        constantPools("dev/portman/" + name).forEach((file, text) -> {
            List<String> found = Stream.of(
                            "java/lang/invoke/LambdaMetafactory",
                            "java/lang/invoke/StringConcatFactory",
                            "java/util/regex/",
                            "java/util/stream/",
                            "java/util/Formatter")
                    .filter(text::contains)
                    .toList();
            if (!found.isEmpty()) {
                heavy.put(file, found);
            }
        });
        assertThat(heavy).isEmpty();
        assertThat(callersOf(String.class, "format", "formatted", "split", "replaceAll", "replaceFirst", "matches"))
                .filteredOn(caller -> caller.startsWith("dev.portman." + name))
                .isEmpty();
    }

    private static Set<String> callersOf(Class<?> owner, String... methods) {
        return CLASSES.stream()
                .filter(each -> each.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().isAssignableTo(owner)
                                        && Arrays.asList(methods).contains(call.getName()))
                        || each.getMethodReferencesFromSelf().stream()
                                .anyMatch(
                                        reference -> reference.getTargetOwner().isAssignableTo(owner)
                                                && Arrays.asList(methods).contains(reference.getName())))
                .map(each -> each.getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> accessorsOfSystemStreams() {
        return CLASSES.stream()
                .filter(each -> each.getFieldAccessesFromSelf().stream()
                        .anyMatch(access -> access.getTargetOwner().isEquivalentTo(System.class)))
                .map(each -> each.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The class files whose constants mention {@code text}. */
    private static Set<String> usersOf(String text) {
        return constantPools("dev/portman").entrySet().stream()
                .filter(each -> each.getValue().contains(text))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * {@code "..." + how}: all that the class file shows of it is a call that takes any object's text, and one that returned an enum which
     * nothing was asked of, as {@code how.word()} would.
     */
    private static boolean putsAnEnumIntoAText(JavaCodeUnit unit) {
        Set<JavaMethodCall> calls = unit.getMethodCallsFromSelf();
        long enums = calls.stream()
                .filter(call -> call.getTarget().getRawReturnType().isEnum())
                .count();
        long asked =
                calls.stream().filter(call -> call.getTargetOwner().isEnum()).count();
        return enums > asked && calls.stream().anyMatch(ArchitectureTest::takesTheTextOfAnything);
    }

    private static boolean takesTheTextOfAnything(JavaMethodCall call) {
        return List.of("append", "insert", "valueOf", "toString").contains(call.getName())
                && call.getTargetOwner().getPackageName().startsWith("java.")
                && call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Object.class));
    }

    /** Every class file as text; what matters here is ASCII. */
    private static Map<String, String> constantPools(String under) {
        try {
            Path classes = Path.of(Portman.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Map<String, String> texts = new TreeMap<>();
            try (Stream<Path> files = Files.walk(classes.resolve(under))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".class")).toList()) {
                    texts.put(
                            classes.relativize(file).toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
            assertThat(texts).as("class files").isNotEmpty();
            return texts;
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
