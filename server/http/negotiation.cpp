#include "server/http/negotiation.h"

#include "core/base/text.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

namespace prevenance {

namespace {

/// Cuts the next element off a list written with `separator`.
std::string_view next_element(std::string_view& rest, char separator) {
    auto const end = rest.find(separator);
    std::string_view const element = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return trim(element);
}

bool same_word(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
            std::tolower(static_cast<unsigned char>(b));
    });
}

/// `0`, `0.125`, `1.000` as thousandths (RFC 9110, section 12.4.2); 0 when it is anything else.
int read_quality(std::string_view text) {
    bool const shaped = !text.empty() && text.size() <= 5 && (text[0] == '0' || text[0] == '1') &&
        (text.size() == 1 || text[1] == '.');
    if (!shaped) return 0;
    int thousandths = (text[0] - '0') * 1000;
    int weight = 100;
    for (char const digit : text.substr(std::min<std::size_t>(2, text.size()))) {
        if (digit < '0' || digit > '9') return 0;
        thousandths += (digit - '0') * weight;
        weight /= 10;
    }
    return thousandths <= 1000 ? thousandths : 0;
}

struct Qualities {
    std::optional<int> identity;
    std::optional<int> gzip;
    std::optional<int> brotli;
    std::optional<int> others;
};

/// What the parameters of a coding say; whole when they say nothing.
int quality_of(std::string_view parameters) {
    int quality = 1000;
    while (!parameters.empty()) {
        std::string_view const parameter = next_element(parameters, ';');
        if (same_word(parameter.substr(0, 2), "q=")) quality = read_quality(parameter.substr(2));
    }
    return quality;
}

Qualities read_accept_encoding(std::string_view header) {
    Qualities qualities;
    while (!header.empty()) {
        std::string_view element = next_element(header, ',');
        std::string_view const coding = next_element(element, ';');
        int const quality = quality_of(element);
        if (same_word(coding, "br")) qualities.brotli = quality;
        if (same_word(coding, "gzip") || same_word(coding, "x-gzip")) qualities.gzip = quality;
        if (same_word(coding, "identity")) qualities.identity = quality;
        if (coding == "*") qualities.others = quality;
    }
    return qualities;
}

} // namespace

ContentCoding choose_coding(std::string_view accept_encoding, StoredCodings stored) {
    Qualities const asked = read_accept_encoding(accept_encoding);
    int const others = asked.others.value_or(0);
    int const brotli = stored.brotli ? asked.brotli.value_or(others) : 0;
    int const gzip = stored.gzip ? asked.gzip.value_or(others) : 0;
    // Identity that nobody speaks of is acceptable, and less liked than anything asked for.
    int const identity = asked.identity.value_or(1);
    if (brotli > 0 && brotli >= gzip && brotli >= identity) return ContentCoding::brotli;
    if (gzip > 0 && gzip >= identity) return ContentCoding::gzip;
    return ContentCoding::identity;
}

bool prefers_language(std::string_view accept_language, std::string_view language) {
    std::string_view best;
    int best_quality = 0;
    while (!accept_language.empty()) {
        std::string_view element = next_element(accept_language, ',');
        std::string_view const tag = next_element(element, ';');
        int const quality = quality_of(element);
        if (tag == "*" || quality <= best_quality) continue;
        best = tag;
        best_quality = quality;
    }
    return same_word(next_element(best, '-'), language);
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
    if (trim(if_none_match) == "*") return true;
    while (!if_none_match.empty()) {
        std::string_view one = next_element(if_none_match, ',');
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == etag) return true;
    }
    return false;
}

} // namespace prevenance
