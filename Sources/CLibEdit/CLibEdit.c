#include "CLibEdit.h"

#include <stdio.h>
#include <termcap.h>

bool deskql_knows_terminal(const char *name) {
  static char buffer[4096]; /* tgetent of ncurses leaves it alone, others want 1024 bytes */
  return tgetent(buffer, name) == 1;
}

EditLine *deskql_editor(const char *program) { return el_init(program, stdin, stdout, stderr); }

void deskql_set_prompt(EditLine *editor, deskql_prompt prompt) { el_set(editor, EL_PROMPT, prompt); }

void deskql_set_mode(EditLine *editor, const char *mode) { el_set(editor, EL_EDITOR, mode); }

void deskql_set_signals(EditLine *editor, bool handled) { el_set(editor, EL_SIGNAL, handled ? 1 : 0); }

void deskql_set_context(EditLine *editor, void *context) { el_set(editor, EL_CLIENTDATA, context); }

void *deskql_context(EditLine *editor) {
  void *context = NULL;
  return el_get(editor, EL_CLIENTDATA, &context) == 0 ? context : NULL;
}

void deskql_add_command(EditLine *editor, const char *name, const char *help, deskql_command command) {
  el_set(editor, EL_ADDFN, name, help, command);
}

void deskql_bind(EditLine *editor, const char *keys, const char *command) {
  el_set(editor, EL_BIND, keys, command, NULL);
}

void deskql_bind_vi_command(EditLine *editor, const char *keys, const char *command) {
  el_set(editor, EL_BIND, "-a", keys, command, NULL);
}

void deskql_use_history(EditLine *editor, History *entries) { el_set(editor, EL_HIST, history, entries); }

void deskql_set_history_size(History *entries, int size) {
  HistEvent event;
  history(entries, &event, H_SETSIZE, size);
}

void deskql_set_history_unique(History *entries, bool unique) {
  HistEvent event;
  history(entries, &event, H_SETUNIQUE, unique ? 1 : 0);
}

void deskql_enter_history(History *entries, const char *entry) {
  HistEvent event;
  history(entries, &event, H_ENTER, entry);
}

void deskql_set_key_reader(EditLine *editor, deskql_key_reader reader) { el_wset(editor, EL_GETCFN, reader); }

void deskql_refresh(EditLine *editor) { el_set(editor, EL_REFRESH); }

void deskql_keep_typed(EditLine *editor) { el_set(editor, EL_SETTY, "-d", "+noflsh", NULL); }

void deskql_restore_terminal(EditLine *editor) { el_set(editor, EL_PREP_TERM, 0); }

void deskql_prepare_terminal(EditLine *editor) {
  el_set(editor, EL_PREP_TERM, 0);
  el_set(editor, EL_PREP_TERM, 1);
}

bool deskql_is_vi(EditLine *editor) {
  const char *mode = NULL;
  return el_get(editor, EL_EDITOR, &mode) == 0 && mode != NULL && mode[0] == 'v';
}
