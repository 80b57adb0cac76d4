#!/bin/sh
# Official data in, every night: fetch (only where it is asked for), import, check against the baseline.
# docs/official-data.md describes the kinds of file, the reasons for which rows are refused, and the exit codes.
#
# INCOMING has one folder for each kind. A file in it is named after its source in the data (acquis list sources):
#   acts/cellar.json
#   treaty-chart/coe-185-chart.html
#   treaty-chart/un-palermo-chart.palermo.csv    a chart that prints no number: the instrument, after the source
#   national-measures/nim-2011-36.json
#   infringements/infringement-register-2002-2020.csv
#   records/corrections.csv                      records name their sources themselves
set -eu

# Settings: change them here, or set them in the environment.
: "${ACQUIS:=acquis}"          # the program
: "${DATA:=law}"               # the corpus (acquis init law)
: "${INCOMING:=incoming}"      # the official files
: "${REFUSED:=refused}"        # where refused rows go, as KIND-NAME.refused.csv
: "${BASELINE:=baseline.json}" # the findings of the last good night
: "${ON_REFUSED:=continue}"    # continue: check what was accepted; stop: exit with 5, nothing is checked
: "${IMPORT_OPTIONS:=}"        # for each import: --create-states --create-instruments
: "${CHECK_OPTIONS:=}"         # for the check: --format md -o report.md
: "${DAY:=}"                   # the day of the run; empty: that of the clock
: "${FETCH:=0}"                # 1: fetch what the next two settings name, before anything is imported
# One line for each file that has an address: KIND/NAME ADDRESS
: "${ADDRESSES:=}"
# One line for each question to CELLAR: national-measures/NAME ACT..., or acts/NAME ACT...
: "${QUESTIONS:=}"
ENDPOINT=https://publications.europa.eu/webapi/rdf/sparql

# File names sort alike everywhere.
LC_ALL=C
export LC_ALL

say() {
    printf 'import-official-data: %s\n' "$*" >&2
}

# Puts a file in its place once it is there as a whole, so that a broken transfer never replaces the last good file.
# fetch KIND/NAME CURL-ARGUMENT...
fetch() {
    place=$INCOMING/$1
    shift
    mkdir -p "${place%/*}"
    if ! curl --silent --show-error --fail --location --output "$place.part" "$@" </dev/null; then
        rm -f "$place.part"
        say "$place was not fetched: nothing was imported"
        exit 2
    fi
    mv "$place.part" "$place"
}

fetch_all() {
    while read -r name address; do
        case $name in '' | '#'*) continue ;; esac
        fetch "$name" "$address"
    done <<LIST
$ADDRESSES
LIST
    while read -r name acts; do
        case $name in '' | '#'*) continue ;; esac
        # several acts are several words
        # shellcheck disable=SC2086
        question=$("$ACQUIS" query "${name%%/*}" $acts)
        # without the line for a shell that follows the question
        fetch "$name" --get --header 'Accept: application/sparql-results+json' \
            --data-urlencode "query=${question%%curl *}" "$ENDPOINT"
    done <<LIST
$QUESTIONS
LIST
}

# Imports one file: import KIND FILE [OPTION...]
import() {
    kind=$1
    file=$2
    shift 2
    name=${file##*/}
    if [ "$kind" != records ]; then
        stem=${name%.*}
        set -- "$@" --source "${stem%%.*}"
        case $stem in *.*) set -- "$@" --instrument "${stem#*.}" ;; esac
    fi
    if [ -n "$DAY" ]; then set -- "$@" --as-of "$DAY"; fi
    # IMPORT_OPTIONS are several words
    # shellcheck disable=SC2086
    "$ACQUIS" import "$kind" "$file" "$@" $IMPORT_OPTIONS --into "$DATA" --refused "$REFUSED/$kind-$name.refused.csv"
}

# A file that cannot be read, or is none of its kind, is found before the first one is imported.
try() {
    code=0
    import "$1" "$2" --dry-run >/dev/null || code=$?
    if [ "$code" -gt 1 ]; then
        say "$2 cannot be imported: nothing was written"
        exit "$code"
    fi
}

take() {
    code=0
    # refused rows of an earlier night are no longer those of this file
    rm -f "$REFUSED/$1-${2##*/}.refused.csv"
    import "$1" "$2" >&2 || code=$?
    case $code in
        0) ;;
        1) refused="$refused $2" ;;
        *)
            say "$2 was not imported; what was imported before it stays"
            exit "$code"
            ;;
    esac
}

# Tries or takes each file, acts first, since other files are about them: each_file try|take
each_file() {
    for folder in acts treaty-chart national-measures infringements records; do
        for one in "$INCOMING/$folder"/*; do
            if [ ! -f "$one" ] || [ "$one" != "${one%.part}" ]; then continue; fi
            case $1 in
                try) try "$folder" "$one" ;;
                take) take "$folder" "$one" ;;
            esac
        done
    done
}

case $ON_REFUSED in
    continue | stop) ;;
    *)
        say "ON_REFUSED is continue or stop, and not $ON_REFUSED"
        exit 2
        ;;
esac
if [ "$FETCH" = 1 ]; then fetch_all; fi
mkdir -p "$REFUSED"
each_file try
refused=
each_file take
if [ -n "$refused" ]; then
    say "rows were refused, they are in $REFUSED:$refused"
    if [ "$ON_REFUSED" = stop ]; then exit 5; fi
fi

set -- --data "$DATA" --baseline "$BASELINE" --update-baseline --new-only
if [ -n "$DAY" ]; then set -- "$@" --as-of "$DAY"; fi
code=0
# CHECK_OPTIONS are several words
# shellcheck disable=SC2086
"$ACQUIS" check "$@" $CHECK_OPTIONS || code=$?
exit "$code"
