#include <zlib.h>

/// Begins to inflate a stream without header and trailer, as ZIP holds it: `inflateInit2` is a macro, which Swift does
/// not see.
static inline int deskql_inflate_init_raw(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
