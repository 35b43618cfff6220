#include "edit.h"

#include "utf8.h"

#include <string.h>
#include <unictype.h>
#include <unistr.h>

/* No edit has more pieces than this, and none of its texts is longer (bytes): real ones come nowhere near. */
#define PIECE_LIMIT 65536u
#define TEXT_LENGTH_LIMIT 65536u

/* Whether a character has no place in running text: a control character or a line break (the latter by UAX #14). */
static bool is_control(ucs4_t character)
{
  return uc_is_cntrl(character) || character == 0x85 || character == 0x2028 || character == 0x2029;
}

/* What is wrong with the text of a piece, or NULL. */
static const char *check_text(const char *text)
{
  if (!text || !*text)
    return "a piece of new text is empty";
  size_t length = strnlen(text, TEXT_LENGTH_LIMIT + 1);
  if (length > TEXT_LENGTH_LIMIT)
    return "a piece of new text is too long";
  if (!utf8_valid(text, length))
    return "a piece of new text is not valid UTF-8";
  if (strstr(text, RW_OBJECT))
    return "a piece of new text holds an object character";
  for (size_t at = 0; at < length;) {
    ucs4_t character;
    at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
    if (is_control(character))
      return "a piece of new text holds a control character or a line break";
  }
  if (text[0] == ' ' || text[length - 1] == ' ' || strstr(text, "  "))
    return "a piece of new text has blanks at an end or two in a row";
  return NULL;
}

/* What is wrong with a piece, or NULL. Notes in `named`, a flag per token of the edit's range, the tokens it names. */
static const char *check_piece(const rw_piece *piece, rw_range range, bool *named)
{
  if (piece->kind != RW_KEEP && piece->kind != RW_TEXT && piece->kind != RW_DROP)
    return "a piece is of an unknown kind";
  bool nothing = piece->tokens.start == piece->tokens.end;
  if (nothing && piece->kind != RW_TEXT)
    return "a piece names no token";
  if (!nothing &&
      (piece->tokens.start > piece->tokens.end || piece->tokens.start < range.start || piece->tokens.end > range.end))
    return "a piece names tokens outside the edit's range";
  for (uint32_t token = piece->tokens.start; token < piece->tokens.end; token++) {
    if (named[token - range.start])
      return "a token is named twice";
    named[token - range.start] = true;
  }
  return piece->kind == RW_TEXT ? check_text(piece->text) : NULL;
}

static const char *check_pieces(const rw_edit *edit, bool *named)
{
  if (edit->piece_count > 0 && !edit->pieces)
    return "the pieces are missing";
  if (edit->piece_count > PIECE_LIMIT)
    return "the edit has too many pieces";
  for (uint32_t i = 0; i < edit->piece_count; i++) {
    const char *reason = check_piece(&edit->pieces[i], edit->tokens, named);
    if (reason)
      return reason;
  }
  for (uint32_t i = 0; i < edit->tokens.end - edit->tokens.start; i++)
    if (!named[i])
      return "a token is named by no piece";
  return NULL;
}

static bool copy_pieces(struct proposal *proposal, const rw_edit *edit, struct arena *arena)
{
  rw_piece *pieces = arena_allocate_array(arena, edit->piece_count, sizeof *pieces);
  if (!pieces)
    return false;
  for (uint32_t i = 0; i < edit->piece_count; i++) {
    const rw_piece *piece = &edit->pieces[i];
    pieces[i] = (rw_piece){piece->kind, piece->tokens, NULL};
    if (piece->kind != RW_TEXT)
      continue;
    if (piece->tokens.start == piece->tokens.end)
      pieces[i].tokens = (rw_range){edit->tokens.start, edit->tokens.start};
    pieces[i].text = arena_copy_string(arena, piece->text);
    if (!pieces[i].text)
      return false;
  }
  proposal->pieces = pieces;
  proposal->piece_count = edit->piece_count;
  return true;
}

/* ---- Text before and after ---- */

/* Whether a token is punctuation that stands joined to what comes before it. */
static bool is_joined_sign(const struct passage *passage, uint32_t token)
{
  rw_range bytes = passage->view.tokens[token];
  if (token == 0 || passage->view.tokens[token - 1].end < bytes.start)
    return false;
  ucs4_t character;
  u8_mbtouc(&character, (const uint8_t *)passage->view.text + bytes.start, bytes.end - bytes.start);
  return uc_is_punct(character);
}

/* Joins the texts of an edit's pieces as far as that can be told without the language. Each call of append_words adds
 * bytes; with `out` NULL it only counts them. */
struct preview {
  char *out;
  size_t length;
  uint32_t next; /* the token that follows the last one on the page; RW_NONE after new text */
};

static void append_bytes(struct preview *preview, const char *bytes, size_t length)
{
  if (preview->out && length > 0)
    memcpy(preview->out + preview->length, bytes, length);
  preview->length += length;
}

static void append_piece(struct preview *preview, const struct passage *passage, const rw_piece *piece)
{
  const rw_range *tokens = passage->view.tokens;
  const char *text = passage->view.text;
  if (piece->kind == RW_DROP)
    return;
  bool is_start = preview->length == 0, has_tokens = piece->tokens.start < piece->tokens.end;
  if (!is_start && has_tokens && preview->next == piece->tokens.start) {
    uint32_t end = tokens[preview->next - 1].end;
    append_bytes(preview, text + end, tokens[preview->next].start - end);
  } else if (!is_start && (piece->kind != RW_KEEP || !is_joined_sign(passage, piece->tokens.start))) {
    append_bytes(preview, " ", 1);
  }
  if (piece->kind == RW_KEEP) {
    rw_range bytes = passage_bytes(passage, piece->tokens);
    append_bytes(preview, text + bytes.start, bytes.end - bytes.start);
  } else {
    append_bytes(preview, piece->text, strlen(piece->text));
  }
  preview->next = has_tokens ? piece->tokens.end : RW_NONE;
}

static bool set_before_and_after(const struct passage *passage, struct proposal *proposal)
{
  rw_range bytes = passage_bytes(passage, proposal->tokens);
  proposal->before = arena_copy(proposal->arena, passage->view.text + bytes.start, bytes.end - bytes.start);
  struct preview preview = {.next = RW_NONE};
  for (uint32_t i = 0; i < proposal->piece_count; i++)
    append_piece(&preview, passage, &proposal->pieces[i]);
  preview.out = arena_allocate(proposal->arena, preview.length + 1);
  if (!proposal->before || !preview.out)
    return false;
  preview.length = 0;
  preview.next = RW_NONE;
  for (uint32_t i = 0; i < proposal->piece_count; i++)
    append_piece(&preview, passage, &proposal->pieces[i]);
  proposal->after = preview.out;
  return true;
}

/* ---- The copy ---- */

/* What is wrong with an edit before its pieces are looked at, or NULL. */
static const char *check_frame(const struct passage *passage, const rw_edit *edit)
{
  if (!edit)
    return "the edit is missing";
  if (edit->size < sizeof(rw_edit))
    return "the edit's size is not that of rw_edit";
  if (edit->tokens.start >= edit->tokens.end)
    return "the edit's range is empty";
  if (edit->tokens.end > passage->view.token_count)
    return "the edit's range is out of bounds";
  if (!(edit->score >= 0 && edit->score <= 1))
    return "the edit's score is no number from 0 to 1";
  return NULL;
}

struct proposal *proposal_copy(const struct passage *passage, const rw_edit *edit, struct arena *arena)
{
  struct proposal *proposal = arena_allocate(arena, sizeof *proposal);
  if (!proposal)
    return NULL;
  *proposal = (struct proposal){.why = "", .before = "", .after = "", .arena = arena};
  proposal->reason = check_frame(passage, edit);
  if (!proposal->reason) {
    proposal->tokens = edit->tokens;
    proposal->score = edit->score;
    bool *named = arena_allocate_array(arena, edit->tokens.end - edit->tokens.start, sizeof *named);
    if (!named)
      return NULL;
    proposal->reason = check_pieces(edit, named);
  }
  if (!proposal->reason && !copy_pieces(proposal, edit, arena))
    return NULL;
  if (edit && edit->size >= sizeof(rw_edit) && edit->why && utf8_valid(edit->why, strlen(edit->why)))
    proposal->why = arena_copy_string(arena, edit->why);
  if (!proposal->why)
    return NULL;
  proposal->state = proposal->reason ? PROPOSAL_REFUSED : PROPOSAL_OPEN;
  return set_before_and_after(passage, proposal) ? proposal : NULL;
}
