#!/bin/sh
# Gets what Para29 needs from this system's own package manager, and only what is missing.
#
#   scripts/get-needs.sh [compiler] [postgres] [browser] [nextest] [deny]
#
# Says what it will do. Asks before it uses sudo on a terminal; as root, or where CI is set, it goes ahead.
set -eu

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

# the same places that `para29 up` looks in
have_postgres() {
    if [ -n "${PARA29_POSTGRES_BIN:-}" ]; then return 0; fi # if it is wrong, `para29` says so better
    if have initdb && have postgres; then return 0; fi
    for initdb in /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb /usr/local/pgsql/bin/initdb \
        /usr/libexec/postgresql*/initdb /opt/homebrew/opt/postgresql*/bin/initdb /usr/local/opt/postgresql*/bin/initdb \
        /home/linuxbrew/.linuxbrew/opt/postgresql*/bin/initdb \
        /Applications/Postgres.app/Contents/Versions/*/bin/initdb; do
        if [ -x "$initdb" ]; then return 0; fi
    done
    return 1
}

have_browser() {
    have chromedriver || return 1
    have chromium || have chromium-browser || have google-chrome || [ -d /Applications/Chromium.app ]
}

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
    nextest | deny) ;;
    *) say "get-needs: unknown need '$need' (compiler, postgres, browser, nextest, deny)" && exit 2 ;;
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
    if [ "$manager" = apt-get ]; then ${as}apt-get update -q >&2; fi
    # shellcheck disable=SC2086 # words are meant to be split
    ${as}env DEBIAN_FRONTEND=noninteractive $command >&2
fi

# tools that come as source; kept in the project, so that a second run finds them built
for need in "$@"; do
    case $need in
    nextest)
        if ! have cargo-nextest; then
            say "Missing: cargo-nextest, which runs the tests. It is built from source, once (some minutes)."
            cargo install --locked cargo-nextest --target-dir target/tools >&2
        fi
        ;;
    deny)
        if ! have cargo-deny; then
            say "Missing: cargo-deny, which looks at licences and sources. It is built from source, once (some minutes)."
            cargo install --locked cargo-deny@0.20.2 --target-dir target/tools >&2
        fi
        ;;
    esac
done
