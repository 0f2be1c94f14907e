// Finds the separators of delimited text, 64 bytes at a time. Header-only, so that Swift inlines it.
// Promises: reads `bytes` only up to the next multiple of 64 after `count`, writes only
// `out[0 ..< result.separators]`.
#ifndef CSCAN_H
#define CSCAN_H

#include <stddef.h>
#include <stdint.h>

#include "CScanText.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// One bit for each of 64 bytes.
typedef struct {
  uint64_t separators;  // delimiter or newline
  uint64_t newlines;
  uint64_t quotes;
  uint64_t returns;  // carriage returns
  uint64_t high;     // 0x80 and above
  uint64_t zero;     // 0x00
} cscan_masks;

/// What was found; `separators` offsets were written.
typedef struct {
  size_t separators;
  size_t newlines;  // those outside quotes
  int has_high;     // a byte of 0x80 and above
  int has_zero;
  int ends_inside;   // of a quoted cell
  int is_irregular;  // a quote stands where RFC 4180 has none: the offsets may be wrong, scan exactly
} cscan_result;

static inline __attribute__((always_inline)) cscan_masks cscan_block(
    const uint8_t *bytes, uint8_t delimiter, uint8_t newline) {
  cscan_masks masks = {0, 0, 0, 0, 0, 0};
#if defined(__SSE2__)
  const __m128i delimiters = _mm_set1_epi8((char)delimiter), newlines = _mm_set1_epi8((char)newline);
  const __m128i quotes = _mm_set1_epi8('"'), returns = _mm_set1_epi8('\r'), zeros = _mm_setzero_si128();
  for (int part = 0; part < 4; part++) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(bytes + part * 16));
    const __m128i is_newline = _mm_cmpeq_epi8(v, newlines);
    const __m128i is_separator = _mm_or_si128(is_newline, _mm_cmpeq_epi8(v, delimiters));
    const int shift = part * 16;
    masks.separators |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_separator) << shift;
    masks.newlines |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_newline) << shift;
    masks.quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, quotes)) << shift;
    masks.returns |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, returns)) << shift;
    masks.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(v) << shift;
    masks.zero |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, zeros)) << shift;
  }
#else
  for (int i = 0; i < 64; i++) {
    const uint64_t bit = (uint64_t)1 << i;
    const uint8_t byte = bytes[i];
    if (byte == newline) masks.newlines |= bit;
    if (byte == newline || byte == delimiter) masks.separators |= bit;
    if (byte == '"') masks.quotes |= bit;
    if (byte == '\r') masks.returns |= bit;
    if (byte >= 0x80) masks.high |= bit;
    if (byte == 0) masks.zero |= bit;
  }
#endif
  return masks;
}

/// Writes the offset of each delimiter and newline outside quotes. The text begins outside quotes, at the
/// start of a record; after `count` bytes it is padded with blanks to a multiple of 64.
static inline cscan_result cscan_index(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t newline, uint32_t *out) {
  cscan_result result = {0, 0, 0, 0, 0, 0};
  uint64_t high = 0, zero = 0, bad = 0;
  uint64_t inside = 0;         // all ones when the byte before the block is inside quotes
  uint64_t may_open = 1;       // the byte before the block lets a quote open a cell
  uint64_t just_closed = 0;    // the byte before the block closed a quote
  size_t found = 0, lines = 0;
  for (size_t at = 0; at < count; at += 64) {
    const cscan_masks masks = cscan_block(bytes + at, delimiter, newline);
    uint64_t separators = masks.separators, newlines = masks.newlines;
    high |= masks.high;
    zero |= masks.zero;
    if (__builtin_expect((masks.quotes | inside | just_closed) != 0, 0)) {
      uint64_t within = masks.quotes;  // prefix xor: ones from an opening quote to before the closing one
      within ^= within << 1;
      within ^= within << 2;
      within ^= within << 4;
      within ^= within << 8;
      within ^= within << 16;
      within ^= within << 32;
      within ^= inside;
      const uint64_t opens = masks.quotes & within, closes = masks.quotes & ~within;
      const uint64_t edges = masks.separators | masks.quotes;
      bad |= opens & ~(edges << 1 | may_open);
      bad |= (closes << 1 | just_closed) & ~(edges | masks.returns);
      separators &= ~within;
      newlines &= ~within;
      inside = (uint64_t)((int64_t)within >> 63);
      just_closed = closes >> 63;
    }
    may_open = (masks.separators | masks.quotes) >> 63;
    for (; newlines; newlines &= newlines - 1) lines++;
    while (separators) {
      out[found++] = (uint32_t)(at + (size_t)__builtin_ctzll(separators));
      separators &= separators - 1;
    }
  }
  result.separators = found;
  result.newlines = lines;
  result.has_high = high != 0;
  result.has_zero = zero != 0;
  result.ends_inside = inside != 0;
  result.is_irregular = bad != 0;
  return result;
}

#endif
