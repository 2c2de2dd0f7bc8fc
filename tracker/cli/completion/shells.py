# SPDX-License-Identifier: GPL-2.0-or-later
"""What each shell runs to complete a word; ``tracker completion SHELL`` prints it.

Each asks the program with the words typed so far, and gets one candidate a line: the word, a tab,
and what to say of it. A line that starts with a tab asks for the shell's own files.
"""

BASH = """\
# bash cuts words at ':' and '@', so the program gets the line and the signs that words are cut at.
_tracker() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == $'\\t'* ]]; then
            compopt -o default
        else
            line=${line%%$'\\t'*}
            [[ $line == *[:=] ]] && compopt -o nospace
            COMPREPLY+=("$line")
        fi
    done < <(_TRACKER_COMPLETE=bash_complete "$1" "${COMP_LINE:0:COMP_POINT}" \\
        "$COMP_WORDBREAKS" 2>/dev/null)
}
complete -o nosort -F _tracker tracker
"""

ZSH = """\
#compdef tracker
_tracker() {
    local -a open open_told closed closed_told
    local line word told
    for line in "${(@f)$(_TRACKER_COMPLETE=zsh_complete "${words[1]}" \\
            "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        if [[ $line == $'\\t'* ]]; then
            _files
            continue
        fi
        word=${line%%$'\\t'*} told=${line#*$'\\t'}
        [[ -n $told ]] && told="$word  $told" || told=$word
        if [[ $word == *[:=] ]]; then
            open+=("$word") open_told+=("$told")
        else
            closed+=("$word") closed_told+=("$told")
        fi
    done
    (( $#open )) && compadd -V tracker -l -S '' -d open_told -a open
    (( $#closed )) && compadd -V tracker -l -d closed_told -a closed
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _tracker "$@"
else
    compdef _tracker tracker
fi
"""

FISH = """\
function __tracker_complete
    set -l typed (commandline -opc)
    set -lx _TRACKER_COMPLETE fish_complete
    for line in ($typed[1] $typed[2..] (commandline -ct) 2>/dev/null)
        if string match -q -- \\t'*' $line
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete --command tracker --no-files --keep-order --arguments '(__tracker_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
