// Which stored form of a file a browser gets, and whether it has it already.
#pragma once

#include <cstdint>
#include <string_view>

namespace prevenance {

enum class ContentCoding : std::uint8_t { identity, gzip, brotli };

struct StoredCodings {
    bool gzip = false;
    bool brotli = false;
};

/// The stored coding that `accept_encoding` likes best; of equals brotli, then gzip. Identity when
/// nothing stored is acceptable: a readable answer beats a correct refusal.
///
/// Source: RFC 9110, sections 12.4.2 (quality values) and 12.5.3 (Accept-Encoding).
ContentCoding choose_coding(std::string_view accept_encoding, StoredCodings stored);

/// True when the tag that `accept_language` likes best, the first of equals, is of that language:
/// `en-GB` is of `en`. It is the one that browsers tell pages as `navigator.language`.
///
/// Source: RFC 9110, section 12.5.4; RFC 4647, section 3.3.1 (basic filtering).
bool prefers_language(std::string_view accept_language, std::string_view language);

/// True when `if_none_match` names `etag` (with its quotes), weakly compared, or is `*`.
///
/// Source: RFC 9110, sections 8.8.3.2 and 13.1.2.
bool names_etag(std::string_view if_none_match, std::string_view etag);

} // namespace prevenance
