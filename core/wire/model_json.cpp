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
        , counted_(begin)
        , line_start_(begin) {}

    Source tree;

    void put(std::nullptr_t) { add(make(Source::Kind::null)); }

    void put(bool value) {
        Source source = make(Source::Kind::boolean);
        source.boolean = value;
        add(std::move(source));
    }

    void put(std::int64_t value) { put(static_cast<double>(value)); }

    void put(std::uint64_t value) { put(static_cast<double>(value)); }

    void put(double value) {
        Source source = make(Source::Kind::number);
        source.number = value;
        add(std::move(source));
    }

    void put(std::string value) {
        Source source = make(Source::Kind::text);
        source.text = std::move(value);
        add(std::move(source));
    }

    void open_object() { open_.push_back(add(make(Source::Kind::map))); }

    void open_array() { open_.push_back(add(make(Source::Kind::list))); }

    std::string close() {
        bool const repeats = has_repeated_key(open_.back()->keys);
        open_.pop_back();
        return repeats ? "a key stands twice in the object that ends here" : "";
    }

    std::string key(std::string name) {
        open_.back()->keys.push_back(std::move(name));
        return {};
    }

private:
    Source make(Source::Kind kind) {
        Source source;
        source.kind = kind;
        for (; counted_ < *furthest_; ++counted_) {
            if (*counted_ != '\n') continue;
            ++line_;
            line_start_ = counted_ + 1;
        }
        source.position.line = line_;
        source.position.column =
            static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(*furthest_ - line_start_, 1));
        return source;
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
    char const* counted_;
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
