#!/bin/sh
# Which plugins are loaded, and which never: only those in the folders that the user named, or the environment, or the
# installation, and nothing that lies where the system or libltdl would look by itself. Each case runs in a folder of
# its own; its first line says the rule.
# TEST_MODULES: the folder of the mock modules. LOADING_PROBE: tests/loading_probe.
suite=loading
. "${srcdir:-.}/tests/rules.sh"
scratch=$(cd "$scratch" && pwd -P)
chmod 755 "$scratch"
unset REWORD_PLUGIN_PATH LTDL_LIBRARY_PATH

for module in "$TEST_MODULES"/.libs/good.*; do
  case $module in *.so | *.dylib | *.bundle) suffix=.${module##*.} ;; esac
done
[ -n "${suffix:-}" ] || { echo 'loading: there are no mock modules'; exit 99; }

# Each case has folders with an honest and a rogue module of one name, and one with nothing.
make_pages()
{
  here=$PWD
  mkdir honest rogue empty
  cp "$TEST_MODULES/.libs/good$suffix" honest
  cp "$TEST_MODULES/shadow/.libs/good$suffix" rogue
}

# The honest one says it is version 1.2, the rogue 9.9.
finds()
{
  version=$1
  shift
  "$@" >"$here/out" 2>&1 || return 1
  grep "^good $version, a strategy\$" "$here/out" >/dev/null || { echo "not version $version: $*"; return 1; }
}

finds_none()
{
  if "$@" >"$here/out" 2>&1; then
    echo "it was found: $*"
    return 1
  fi
  grep "there is no plugin 'good' in /" "$here/out" >/dev/null || { echo "another message: $*"; return 1; }
}

# ---- Where nothing is loaded from ----

library_path()
{
  finds_none env LD_LIBRARY_PATH="$here/rogue" "$command" describe good
  finds 1.2 env LD_LIBRARY_PATH="$here/rogue" "$command" describe --plugin-path honest good
}
rule 'nothing is loaded from LD_LIBRARY_PATH' library_path

ltdl_path()
{
  finds_none env LTDL_LIBRARY_PATH="$here/rogue" "$command" describe good
  finds 1.2 env LTDL_LIBRARY_PATH="$here/rogue" "$command" describe --plugin-path honest good
}
rule 'nothing is loaded from LTDL_LIBRARY_PATH' ltdl_path

working_folder()
{
  cp "$TEST_MODULES/shadow/good.la" rogue
  cd rogue
  finds_none env LD_LIBRARY_PATH=.: LTDL_LIBRARY_PATH=.: "$command" describe good
  finds 1.2 env LD_LIBRARY_PATH=.: LTDL_LIBRARY_PATH=.: "$command" describe --plugin-path ../honest good
}
rule 'nothing is loaded from the working folder' working_folder

home_folder()
{
  mkdir rogue/.reword rogue/.libs rogue/lib rogue/plugins
  for folder in .reword .libs lib plugins; do cp "rogue/good$suffix" rogue/$folder; done
  finds_none env HOME="$here/rogue" "$command" describe good
}
rule 'nothing is loaded from the home folder' home_folder

paths_as_names()
{
  cd rogue
  for name in ./good "./good$suffix" "good$suffix" "$here/rogue/good" ../rogue/good; do
    status 2 "$command" --format text --chain "[\"$name\"]" </dev/null
    complains 'not the name of a plugin; a name is at most 40 lower-case letters, digits and _'
  done
}
rule 'a step is a name and never a path' paths_as_names

relative_environment()
{
  finds_none env REWORD_PLUGIN_PATH=rogue:./rogue:.. "$command" describe good
  finds 1.2 env REWORD_PLUGIN_PATH="rogue::$here/honest" "$command" describe good
}
rule 'relative folders of REWORD_PLUGIN_PATH are left out' relative_environment

# ---- Where relative paths start ----

relative_option()
{
  finds 9.9 "$command" describe --plugin-path rogue good
  finds 9.9 "$command" describe --plugin-path ./rogue good
  cd empty
  finds_none "$command" describe --plugin-path rogue good
  finds 9.9 "$command" describe --plugin-path ../rogue good
}
rule 'a relative --plugin-path starts at the working folder' relative_option

relative_config()
{
  mkdir config config/mine mine
  cp "honest/good$suffix" config/mine
  cp "rogue/good$suffix" mine
  printf 'plugin-path: mine\nchain: [good]\n' >config/page.yaml
  finds 1.2 "$command" describe -c config/page.yaml good
  cd config
  finds 1.2 "$command" describe -c page.yaml good
  cd ../empty
  finds 1.2 "$command" describe -c "$here/config/page.yaml" good
}
rule "a relative plugin-path starts at the configuration's folder" relative_config

# ---- Which of several wins ----

order()
{
  mkdir config
  cp "honest/good$suffix" config
  printf 'plugin-path: .\nchain: [good]\n' >config/page.yaml
  finds 9.9 env REWORD_PLUGIN_PATH="$here/honest" "$command" describe --plugin-path rogue -c config/page.yaml good
  finds 1.2 env REWORD_PLUGIN_PATH="$here/rogue" "$command" describe -c config/page.yaml good
  finds 9.9 env REWORD_PLUGIN_PATH="$here/rogue:$here/honest" "$command" describe good
}
rule 'the command line wins over the configuration, and that over the environment' order

# The lines of `reword plugins` about the plugin: its own, its file, and what it shadows.
list()
{
  "$command" plugins "$@" | sed -n '/^good /,/^[^ ]/p' | sed 's/^ *//' | grep -e '^good ' -e good. >out
}

shadows()
{
  list --plugin-path honest --plugin-path rogue
  grep '^good .* 1\.2 ' out
  grep "^$here/honest/good$suffix\$" out
  grep "^shadows $here/rogue/good$suffix\$" out
  [ "$(wc -l <out)" -eq 3 ]
}
rule 'what is shadowed is listed' shadows

two_in_a_folder()
{
  mkdir both both/.libs
  cp "$TEST_MODULES/good.la" both
  cp "honest/good$suffix" both/.libs
  cp "rogue/good$suffix" both
  finds 1.2 "$command" describe --plugin-path both good
  list --plugin-path both
  grep '^good .* 1\.2 ' out
  grep "^$here/both/good.la\$" out
  grep "^shadows $here/both/good$suffix\$" out
}
rule 'of two in one folder the libtool archive wins, and the other is listed' two_in_a_folder

archive_and_its_module()
{
  cp "$TEST_MODULES/good.la" honest
  finds 1.2 "$command" describe --plugin-path honest good
  list --plugin-path honest
  grep "^$here/honest/good.la\$" out
  [ "$(wc -l <out)" -eq 2 ]
  mkdir lower
  cp honest/* lower
  list --plugin-path rogue --plugin-path lower
  grep "^shadows $here/lower/good.la\$" out
  [ "$(wc -l <out)" -eq 3 ]
}
rule 'a libtool archive and its own module are one plugin' archive_and_its_module

# ---- Files of many kinds ----

no_archives()
{
  mkdir modules
  cp "$TEST_MODULES"/.libs/*"$suffix" modules
  "$command" describe --plugin-path modules good >out
  grep "^ *file  *$here/modules/good$suffix\$" out
  "$command" plugins --plugin-path modules >out
  grep '^tongue  *language  *1\.0' out
  absent "$here/.*\.la\$" out
}
rule 'without libtool archives all works' no_archives

undefined_symbol()
{
  cp "$TEST_MODULES/.libs/undefined_function$suffix" honest
  status 2 "$command" --chain '[undefined_function]' --plugin-path honest </dev/null
  grep "undefined_function$suffix: the system refuses it: .*function_that_nobody_defines" err
  "$command" plugins --plugin-path honest >out
  grep '^undefined_function  *cannot be loaded: .*function_that_nobody_defines' out
}
rule 'an undefined function is named' undefined_symbol

no_module()
{
  echo 'no module' >"honest/good$suffix"
  mkdir "honest/folder$suffix"
  ln -s nowhere "honest/nothing$suffix"
  "$command" plugins --plugin-path honest >out
  grep "^good  *cannot be loaded: $here/honest/good$suffix: the system refuses it: .*good$suffix" out
  grep "^folder  *cannot be loaded: $here/honest/folder$suffix: the system refuses it: ." out
  absent '^nothing' out
}
rule 'a file that is no module is listed with the reason' no_module

# ---- More rights than the user's ----

# Whoever runs a program that has more rights than himself must not choose the code it loads. Root gives the program to
# another user, anybody else to another of his groups.
give_away()
{
  if [ "$(id -u)" -eq 0 ]; then
    chown 65534 "$1" && chmod 4755 "$1"
    return
  fi
  for group in $(id -G); do
    [ "$group" -eq "$(id -g)" ] || { chgrp "$group" "$1" 2>/dev/null && chmod 2755 "$1" && return; }
  done
  return 1
}

probe()
{
  REWORD_PLUGIN_PATH=$scratch/probe/plugins REWORD_DATA_PATH=$scratch/probe/data "$scratch/probe/program" \
    "$@" >"$scratch/probe/out" 2>&1
}

mkdir "$scratch/probe" "$scratch/probe/plugins" "$scratch/probe/data"
cp "$LOADING_PROBE" "$scratch/probe/program"
cp "$TEST_MODULES/.libs/good$suffix" "$scratch/probe/plugins"
echo words >"$scratch/probe/data/probe.txt"
chmod -R a+rX "$scratch/probe"

own_rights()
{
  probe
  cp "$scratch/probe/out" out
  grep "^ids: the user's\$" out
  grep '^good  *strategy' out
  grep "^data: $scratch/probe/data/probe.txt\$" out
}
rule "with the user's rights REWORD_PLUGIN_PATH and REWORD_DATA_PATH hold" own_rights

more_rights()
{
  cp "$scratch/probe/out" out
  absent '^good  *strategy' out
  grep '^data: none$' out
}

users_folder()
{
  probe "$scratch/probe/plugins" || :
  grep "'$scratch/probe/plugins': a program with more rights than its user loads no plugins" "$scratch/probe/out"
}
privileged='with more rights than the user has, REWORD_PLUGIN_PATH and REWORD_DATA_PATH do not hold'
if ! give_away "$scratch/probe/program"; then
  skip "$privileged" 'only root, or a user of several groups, can try it'
else
  probe # its answer counts, not its status: a leak checker of the build cannot look into a privileged process
  if grep "^ids: other than the user's\$" "$scratch/probe/out" >/dev/null; then
    rule "$privileged" more_rights
    rule 'nor does --plugin-path' users_folder
  else
    skip "$privileged" 'programs do not get more rights here'
  fi
fi

finish
