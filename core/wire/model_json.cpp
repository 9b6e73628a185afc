#include "core/wire/model_json.h"

#include "core/wire/json_events.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace prevenance {

namespace {

/// Builds a Source: maps keep the order of their keys, because declarations depend on it.
class SourceSink {
public:
    explicit SourceSink(char const* begin, char const* const& furthest)
        : furthest_(&furthest)
        , begin_(begin)
        , counted_(begin)
        , line_start_(begin) {}

    Source tree;

    void put(std::nullptr_t) { add(make(Source::Kind::null, start_of_word())); }

    void put(bool value) {
        Source source = make(Source::Kind::boolean, start_of_word());
        source.boolean = value;
        add(std::move(source));
    }

    void put(std::int64_t value) { put(static_cast<double>(value)); }

    void put(std::uint64_t value) { put(static_cast<double>(value)); }

    void put(double value) {
        Source source = make(Source::Kind::number, start_of_word());
        source.number = value;
        add(std::move(source));
    }

    void put(std::string value) {
        Source source = make(Source::Kind::text, start_of_text());
        source.text = std::move(value);
        add(std::move(source));
    }

    void open_object() { open_.push_back(add(make(Source::Kind::map, *furthest_ - 1))); }

    void open_array() { open_.push_back(add(make(Source::Kind::list, *furthest_ - 1))); }

    std::string close() {
        bool const repeats = has_repeated_key(open_.back()->keys);
        open_.pop_back();
        return repeats ? "a key stands twice in the object that ends here" : "";
    }

    std::string key(std::string name) {
        open_.back()->keys.push_back(std::move(name));
        open_.back()->key_positions.push_back(position(start_of_text()));
        return {};
    }

private:
    static Source make(Source::Kind kind, Position position) {
        Source source;
        source.kind = kind;
        source.position = position;
        return source;
    }

    Source make(Source::Kind kind, char const* start) { return make(kind, position(start)); }

    /// The opening quote of the text that ends just before the reading place.
    char const* start_of_text() const {
        char const* at = *furthest_ - 2;
        for (bool opening = false; !opening; --at) {
            if (*at != '"') continue;
            char const* before = at;
            while (before > begin_ && before[-1] == '\\')
                --before;
            opening = (at - before) % 2 == 0;
        }
        return at + 1;
    }

    /// The first letter of a number or a name; numbers are known to end at the byte after them.
    char const* start_of_word() const {
        char const* at = *furthest_;
        while (at > counted_ && !is_part_of_word(at[-1]))
            --at;
        while (at > counted_ && is_part_of_word(at[-1]))
            --at;
        return at;
    }

    static bool is_part_of_word(char byte) {
        bool const letter = (byte >= 'a' && byte <= 'z') || byte == 'E';
        return letter || (byte >= '0' && byte <= '9') || byte == '-' || byte == '+' || byte == '.';
    }

    Position position(char const* start) {
        for (; counted_ < start; ++counted_) {
            if (*counted_ != '\n') continue;
            ++line_;
            line_start_ = counted_ + 1;
        }
        Position found;
        found.line = line_;
        found.column = static_cast<std::uint32_t>(start - line_start_ + 1);
        return found;
    }

    /// Parents grow only after their children are whole, so the address holds until then.
    Source* add(Source source) {
        if (open_.empty()) {
            tree = std::move(source);
            return &tree;
        }
        open_.back()->items.push_back(std::move(source));
        return &open_.back()->items.back();
    }

    static bool has_repeated_key(std::vector<std::string> const& keys) {
        std::vector<std::string_view> sorted(keys.begin(), keys.end());
        std::sort(sorted.begin(), sorted.end());
        return std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
    }

    char const* const* furthest_;
    char const* begin_;
    char const* counted_; ///< Lines are counted up to there.
    char const* line_start_;
    std::uint32_t line_ = 1;
    std::vector<Source*> open_;
};

} // namespace

Result<Source> parse_model_json(std::string_view text) {
    char const* furthest = text.data();
    SourceSink sink(text.data(), furthest);
    TRY(read_json(text, sink, furthest));
    return std::move(sink.tree);
}

} // namespace prevenance
