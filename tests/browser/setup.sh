#!/bin/sh
# Installs what the browser tests need, where it is missing. Quick when all is there.
set -eu
cd "$(dirname "$0")"

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v firefox-esr >/dev/null || missing="$missing firefox-esr"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
command -v java >/dev/null || missing="$missing default-jre-headless"
# Without an Arabic face the right-to-left pages would be tested with empty boxes.
fc-list 2>/dev/null | grep -qi arab || missing="$missing fonts-noto-core fontconfig"
# Whole dictionaries, whose terms are compared.
[ -e /usr/share/dict/british-english-huge ] || missing="$missing wbritish-huge"
[ -e /usr/share/dict/french ] || missing="$missing wfrench"
[ -e /usr/share/hunspell/ar.dic ] || missing="$missing hunspell-ar"
if [ -n "$missing" ]; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    # shellcheck disable=SC2086 # a list of names
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# npm keeps a copy of the lock it installed from.
mark=node_modules/.installed-from
if ! cmp -s package-lock.json "$mark"; then
    npm ci
    cp package-lock.json "$mark"
fi
