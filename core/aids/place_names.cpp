#include "core/aids/place_names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>
#include <utility>

namespace prevenance {

namespace {

/// U+00C0 to U+00FF without accents; ' ' for the two signs that are no letters.
constexpr std::string_view latin_letters =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

/// The code point at the front of `text`, which is taken off; U+FFFD for bytes that are not UTF-8.
char32_t take_code_point(std::string_view& text) {
    auto const lead = static_cast<unsigned char>(text.front());
    std::size_t const length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    bool const whole = length <= text.size() && (lead < 0x80 || lead >= 0xC2);
    for (std::size_t i = 1; whole && i < length; ++i)
        point = (point << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(whole ? length : 1);
    return whole ? point : U'\uFFFD';
}

/// The plain lower-case letters that stand for a code point; " " for anything that parts words.
std::string_view fold(char32_t point) {
    static constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    if (point >= U'a' && point <= U'z') return alphabet.substr(point - U'a', 1);
    if (point >= U'A' && point <= U'Z') return alphabet.substr(point - U'A', 1);
    if (point >= U'0' && point <= U'9') return alphabet.substr(26 + (point - U'0'), 1);
    if (point == U'\u0152' || point == U'\u0153') return "oe";
    if (point == U'\u00C6' || point == U'\u00E6') return "ae";
    if (point == U'\u0178') return "y";
    if (point >= U'\u00C0' && point <= U'\u00FF') return latin_letters.substr(point - 0xC0, 1);
    if (point >= U'\u0300' && point <= U'\u036F') return ""; // An accent typed after its letter.
    return " ";
}

std::string_view written_out(std::string_view word) {
    if (word == "st") return "saint";
    if (word == "ste") return "sainte";
    return word;
}

/// How well a folded name answers to folded typing: 0 the same, 1 begins so, 2 a word does; 3 not.
int distance(std::string_view name, std::string_view typed) {
    if (name == typed) return 0;
    if (name.starts_with(typed)) return 1;
    for (auto at = name.find(' '); at != std::string_view::npos; at = name.find(' ', at + 1))
        if (name.substr(at + 1).starts_with(typed)) return 2;
    return 3;
}

std::string_view name_of(std::vector<NamedCode> const& list, std::string_view code) {
    for (auto const& entry : list)
        if (entry.code == code) return entry.name;
    return {};
}

/// Words that too many names share to search by.
bool is_common(std::string_view word) {
    static constexpr std::array<std::string_view, 16> common{
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "saint",
        "sainte",
        "sous",
        "sur"};
    return std::find(common.begin(), common.end(), word) != common.end();
}

struct Candidate {
    int distance = 3;
    std::size_t length = 0;
    FoundCommune const* commune = nullptr;
};

} // namespace

std::string_view name_of_commune(PlaceNames const& names, std::string_view insee_code) {
    auto const today = name_of(names.communes, insee_code);
    return today.empty() ? name_of(names.former, insee_code) : today;
}

std::string_view name_of_epci(PlaceNames const& names, std::string_view siren) {
    return name_of(names.epci, siren);
}

std::string fold_place_name(std::string_view name) {
    std::string letters;
    while (!name.empty())
        letters += fold(take_code_point(name));
    std::string folded;
    for (std::size_t at = 0; at < letters.size();) {
        auto const begin = letters.find_first_not_of(' ', at);
        if (begin == std::string::npos) break;
        auto const end = std::min(letters.find(' ', begin), letters.size());
        if (!folded.empty()) folded += ' ';
        folded += written_out(std::string_view(letters).substr(begin, end - begin));
        at = end;
    }
    return folded;
}

std::string search_letters(std::string_view typed) {
    constexpr std::size_t letters = 2;
    auto const folded = fold_place_name(typed);
    auto const words = std::string_view(folded);
    for (std::size_t at = 0; at < words.size();) {
        auto const end = std::min(words.find(' ', at), words.size());
        auto const word = words.substr(at, end - at);
        if (word.size() >= letters && !is_common(word)) return std::string(word.substr(0, letters));
        at = end + 1;
    }
    auto const first = words.substr(0, words.find(' '));
    return first.size() < letters ? std::string() : std::string(first.substr(0, letters));
}

std::vector<FoundCommune> search_communes(
    std::vector<FoundCommune> const& communes, std::string_view typed, std::size_t max
) {
    auto const wanted = fold_place_name(typed);
    if (wanted.size() < 2) return {};
    std::vector<Candidate> candidates;
    for (auto const& commune : communes) {
        auto const name = fold_place_name(commune.name);
        if (auto const how = distance(name, wanted); how < 3)
            candidates.push_back({how, name.size(), &commune});
    }
    std::sort(
        candidates.begin(),
        candidates.end(),
        [](Candidate const& left, Candidate const& right) {
            return std::tie(left.distance, left.length, left.commune->code) <
                std::tie(right.distance, right.length, right.commune->code);
        }
    );
    std::vector<FoundCommune> found;
    for (auto const& candidate : candidates) {
        auto const& code = candidate.commune->code;
        bool const known = std::any_of(found.begin(), found.end(), [&](FoundCommune const& before) {
            return before.code == code;
        });
        if (found.size() < max && !known) found.push_back(*candidate.commune);
    }
    return found;
}

} // namespace prevenance
