.POSIX:

MVN ?= mvn

help: ## Show this list (default)
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  %-16s %s\n", $$1, $$2 }' Makefile

build: ## Compile and package everything, without running a test
	$(MVN) -B -ntp package -DskipTests
	java -jar portman-cli/target/portman.jar install

test: ## Everything CI runs: compile checks, unit tests, format check, integration tests
	$(MVN) -B -ntp verify -Pbenchmarks

faults: ## The fault suite with all its trials, some hours, as root; MOST=10 for fewer of each; writes docs/reliability.md
	PORTMAN_REQUIRE_ALL=1 $(MVN) -B -ntp test -pl portman-core -Dgroups=faults -Dportman.faults=full -Dtests.limit=14400 $${MOST:+-Dportman.faults.most=$$MOST}

bench: ## Measure portman beside what people use instead, as root, with cc and npm; writes docs/performance.md. SECTIONS="kill status", FULL=1
	$(MVN) -B -ntp install -Pbenchmarks -DskipTests -DskipITs
	java -jar portman-benchmarks/target/benchmarks.jar . $${FULL:+--full} $${SECTIONS:-}

matrix: ## The integration projects on other versions of Maven and Java, by hand: it takes its time
	./.ci/matrix

install: ## Put portman into the local Maven repository, for use in other projects
	$(MVN) -B -ntp install -DskipTests -DskipITs

format: ## Rewrite the Java sources in the one format the build accepts
	$(MVN) -B -ntp -q spotless:apply -Pbenchmarks

dev: ## Start backend and frontend of examples/fullstack (more: ./dev help)
	./dev

backend: ## Start the backend; PORT=9000 for another port
	./dev backend $${PORT:+-p $$PORT}

frontend: ## Start the frontend; PORT=9000 for another port
	./dev frontend $${PORT:+-p $$PORT}

backend-stop: ## Stop the backend
	./dev stop backend

backend-kill: ## End the backend at once
	./dev kill backend

backend-restart: ## Stop and start the backend
	./dev restart backend

backend-status: ## Whether the backend runs, and where
	./dev status backend

backend-force: ## Start the backend; whoever holds its port goes at once
	./dev backend --force $${PORT:+-p $$PORT}

stop: ## Stop backend and frontend
	./dev stop

status: ## What runs, and where
	./dev status

health: ## What the checks of backend and frontend say now
	./dev health

logs: ## What they wrote last
	./dev logs

logs-errors: ## The errors among it, with their stack traces
	./dev logs --errors

demo: ## A guided tour on this machine
	./examples/demo.sh

pictures: ## Take the pictures in docs/pictures anew; needs aha and chromium
	./docs/pictures/take.sh

clean: ## Remove everything the build made
	$(MVN) -B -ntp -q clean -Pbenchmarks

.PHONY: help build test faults bench matrix install format demo pictures clean dev backend frontend backend-stop backend-kill backend-restart \
	backend-status backend-force stop status health logs logs-errors
