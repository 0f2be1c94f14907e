/* libedit's variadic calls as plain typed functions: Swift can call those. Nothing here keeps state. */
#ifndef DESKQL_CLIBEDIT_H
#define DESKQL_CLIBEDIT_H

#include <histedit.h>
#include <stdbool.h>

/* Whether the system's terminal data knows a terminal of this name. */
bool deskql_knows_terminal(const char *name);

/* Gives the prompt; the string must outlive the call. */
typedef char *(*deskql_prompt)(EditLine *);
/* An editor function: takes the key that called it, returns one of CC_NORM … CC_REFRESH_BEEP. */
typedef unsigned char (*deskql_command)(EditLine *, int);

/* An editor on the standard streams, or NULL. `program` is what ~/.editrc may put before a colon. */
EditLine *deskql_editor(const char *program);
void deskql_set_prompt(EditLine *editor, deskql_prompt prompt);
/* "emacs" or "vi". */
void deskql_set_mode(EditLine *editor, const char *mode);
/* Whether libedit handles SIGWINCH, SIGTSTP and their like while it reads. */
void deskql_set_signals(EditLine *editor, bool handled);
void deskql_set_context(EditLine *editor, void *context);
void *deskql_context(EditLine *editor);
void deskql_add_command(EditLine *editor, const char *name, const char *help, deskql_command command);
/* Binds a key sequence in libedit's notation (`^R`, `\033[3~`) to a command. */
void deskql_bind(EditLine *editor, const char *keys, const char *command);
/* The same for what vi reads as commands. */
void deskql_bind_vi_command(EditLine *editor, const char *keys, const char *command);

/* Reads one character: 1 and the character, 0 at the end, -1 with errno. */
typedef int (*deskql_key_reader)(EditLine *, wchar_t *);
void deskql_set_key_reader(EditLine *editor, deskql_key_reader reader);
/* Draws prompt and line anew from where the cursor is. */
void deskql_refresh(EditLine *editor);
/* Puts the terminal again into the state in which lines are edited. */
void deskql_prepare_terminal(EditLine *editor);
/* A signal by a key, as Ctrl-C, leaves there what was typed before it, the mark that begins a paste among it. */
void deskql_keep_typed(EditLine *editor);
/* Leaves it as it was before. */
void deskql_restore_terminal(EditLine *editor);
/* Whether the keys are those of vi. */
bool deskql_is_vi(EditLine *editor);

/* The history that Up, Down and the search walk through. */
void deskql_use_history(EditLine *editor, History *history);
void deskql_set_history_size(History *history, int entries);
/* Whether an entry equal to the one before it is left out. */
void deskql_set_history_unique(History *history, bool unique);
void deskql_enter_history(History *history, const char *entry);

#endif
