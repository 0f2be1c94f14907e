// Finds the end of a JSON string, 16 bytes at a time. Header-only, so that Swift inlines it.
// Promises: reads up to 15 bytes behind the byte at which it stops, and writes nothing.
#ifndef CSCANTEXT_H
#define CSCANTEXT_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// How many bytes stand before the first quote, backslash or control character. There must be one.
static inline __attribute__((always_inline)) size_t cscan_plain_text(const uint8_t *bytes) {
  size_t at = 0;
#if defined(__SSE2__)
  const __m128i quotes = _mm_set1_epi8('"'), backslashes = _mm_set1_epi8('\\'), controls = _mm_set1_epi8(0x1f);
  for (;; at += 16) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(bytes + at));
    const __m128i is_mark = _mm_or_si128(_mm_cmpeq_epi8(v, quotes), _mm_cmpeq_epi8(v, backslashes));
    const __m128i is_end = _mm_or_si128(is_mark, _mm_cmpeq_epi8(_mm_min_epu8(v, controls), v));
    const int found = _mm_movemask_epi8(is_end);
    if (found) return at + (size_t)__builtin_ctz((unsigned)found);
  }
#else
  while (bytes[at] != '"' && bytes[at] != '\\' && bytes[at] > 0x1f) at++;
  return at;
#endif
}

#endif
