#include "core/wire/plain_json.h"

#include "core/base/text.h"
#include "core/wire/json.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace prevenance {

namespace {

bool is_blank(char letter) {
    return letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool has_repeated_key(std::vector<std::string> const& keys) {
    // Periods mostly stand in their order.
    auto const not_below = [](std::string const& left, std::string const& right) {
        return left >= right;
    };
    if (std::adjacent_find(keys.begin(), keys.end(), not_below) == keys.end()) return false;
    std::vector<std::string_view> sorted(keys.begin(), keys.end());
    std::sort(sorted.begin(), sorted.end());
    return std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
}

/// Each function reads on from `at_` and says whether what it read was plain.
class PlainReader {
public:
    explicit PlainReader(std::string_view text)
        : at_(text.data())
        , end_(text.data() + text.size())
        , spare_(text.size() / 8) {}

    bool document(Source& source) {
        skip_blanks();
        if (!value(source, 0)) return false;
        skip_blanks();
        return at_ == end_;
    }

private:
    bool value(Source& source, std::size_t depth) {
        if (at_ == end_) return false;
        switch (*at_) {
        case '{':
            return collection(source, Source::Kind::map, depth);
        case '[':
            return collection(source, Source::Kind::list, depth);
        case '"':
            source.kind = Source::Kind::text;
            return text(source.text);
        case 'n':
            return word("null");
        case 't':
        case 'f':
            source.kind = Source::Kind::boolean;
            source.boolean = *at_ == 't';
            return word(source.boolean ? "true" : "false");
        default:
            source.kind = Source::Kind::number;
            return number(source.number);
        }
    }

    bool collection(Source& source, Source::Kind kind, std::size_t depth) {
        if (depth == usual_size_.size()) return false;
        source.kind = kind;
        bool const map = kind == Source::Kind::map;
        char const closing = map ? '}' : ']';
        ++at_;
        skip_blanks();
        if (take(closing)) return true;
        // Siblings mostly have as many members; `spare_` keeps a hostile text from asking for more.
        auto const expected = std::min(usual_size_[depth], spare_);
        spare_ -= expected;
        source.items.reserve(expected);
        if (map) source.keys.reserve(expected);
        do {
            skip_blanks();
            if (map && !key(source.keys.emplace_back())) return false;
            if (!value(source.items.emplace_back(), depth + 1)) return false;
            skip_blanks();
        } while (take(','));
        usual_size_[depth] = source.items.size();
        spare_ += std::min(expected, source.items.size());
        return take(closing) && !(map && has_repeated_key(source.keys));
    }

    bool key(std::string& name) {
        if (at_ == end_ || !text(name)) return false;
        skip_blanks();
        if (!take(':')) return false;
        skip_blanks();
        return true;
    }

    bool text(std::string& into) {
        if (!take('"')) return false;
        char const* const begin = at_;
        bool ascii = true;
        for (; at_ != end_ && *at_ != '"'; ++at_) {
            auto const byte = static_cast<unsigned char>(*at_);
            if (byte < ' ' || byte == '\\') return false;
            ascii = ascii && byte < 0x80;
        }
        into.assign(begin, at_);
        return take('"') && (ascii || is_utf8(into));
    }

    bool word(std::string_view expected) {
        bool const found =
            std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(expected);
        if (found) at_ += expected.size();
        return found;
    }

    /// Up to 15 digits are a whole number that a double holds, and so is the power of ten it is
    /// divided by: the quotient is the double next to what is written.
    bool number(double& into) {
        bool const negative = take('-');
        char const* const begin = at_;
        double whole = digits(0);
        auto count = at_ - begin;
        bool const leading_zero = count > 1 && *begin == '0';
        if (count == 0 || leading_zero) return false;
        double scale = 1;
        if (take('.')) {
            char const* const fraction = at_;
            whole = digits(whole);
            count += at_ - fraction;
            if (at_ == fraction) return false;
            for (auto i = at_ - fraction; i > 0; --i)
                scale *= 10;
        }
        constexpr std::ptrdiff_t digits_max = 15;
        bool const has_exponent = at_ != end_ && (*at_ == 'e' || *at_ == 'E');
        if (has_exponent || count > digits_max) return false;
        // A whole number has no sign when it is zero.
        bool const is_minus = negative && (scale != 1 || whole != 0);
        into = (is_minus ? -whole : whole) / scale;
        return true;
    }

    double digits(double number) {
        for (; at_ != end_ && is_digit(*at_); ++at_)
            number = number * 10 + (*at_ - '0');
        return number;
    }

    void skip_blanks() {
        while (at_ != end_ && is_blank(*at_))
            ++at_;
    }

    bool take(char letter) {
        bool const found = at_ != end_ && *at_ == letter;
        if (found) ++at_;
        return found;
    }

    char const* at_;
    char const* end_;
    std::array<std::size_t, json_depth_max> usual_size_{}; ///< Of collections that deep.
    std::size_t spare_; ///< How many members may yet be expected.
};

} // namespace

std::optional<Source> read_plain_json(std::string_view text) {
    std::optional<Source> source(std::in_place);
    if (!PlainReader(text).document(*source)) source.reset();
    return source;
}

} // namespace prevenance
