#include "core/wire/json.h"

#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace prevenance {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t whole_number_max = 9'007'199'254'740'992; // 2^53

/// Walks the text and leaves a trace of how far the parser has read, for the error messages.
class TracingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = char const*;
    using reference = char const&;

    TracingIterator(char const* at, char const** furthest)
        : at_(at)
        , furthest_(furthest) {}

    reference operator*() const { return *at_; }

    TracingIterator& operator++() {
        ++at_;
        *furthest_ = at_;
        return *this;
    }

    TracingIterator operator++(int) {
        auto const before = *this;
        ++*this;
        return before;
    }

    bool operator==(TracingIterator const& other) const { return at_ == other.at_; }

private:
    char const* at_;
    char const** furthest_;
};

/// The library's own sentence without the part that quotes the text: that may be personal data.
std::string without_quotation(std::string_view sentence) {
    auto const start = sentence.find("column ");
    auto const colon = start == std::string_view::npos ? start : sentence.find(": ", start);
    if (colon != std::string_view::npos) sentence.remove_prefix(colon + 2);
    auto const quotation = sentence.find("; last read: '");
    if (quotation == std::string_view::npos) return std::string(sentence);
    auto const rest = sentence.rfind("'; expected");
    bool const has_rest = rest != std::string_view::npos && rest > quotation;
    return std::string(sentence.substr(0, quotation)) +
        (has_rest ? std::string(sentence.substr(rest + 1)) : std::string());
}

/// Builds the tree from the library's events. Each event answers whether to go on; `complaint`
/// says why not.
class TreeBuilder {
public:
    Json tree;
    std::string complaint;

    bool null() { return put(Json()) != nullptr; }

    bool boolean(bool value) { return put(Json(value)) != nullptr; }

    bool number_integer(std::int64_t value) {
        if (value < -whole_number_max || value > whole_number_max) return refuse_number();
        return put(Json(value)) != nullptr;
    }

    bool number_unsigned(std::uint64_t value) {
        if (value > static_cast<std::uint64_t>(whole_number_max)) return refuse_number();
        return put(Json(value)) != nullptr;
    }

    bool number_float(double value, std::string const& written) {
        // Digits alone, yet too many for 64 bits: the library would round them silently.
        if (written.find_first_of(".eE") == std::string::npos) return refuse_number();
        return put(Json(value)) != nullptr;
    }

    bool string(std::string& value) {
        if (value.find('\0') != std::string::npos) return refuse("a text holds a NUL");
        return put(Json(std::move(value))) != nullptr;
    }

    bool binary(Json::binary_t&) { return refuse("binary data"); }

    bool start_object(std::size_t) { return open(Json::object()); }

    bool start_array(std::size_t) { return open(Json::array()); }

    bool end_object() { return close(); }

    bool end_array() { return close(); }

    bool key(std::string& name) {
        if (name.find('\0') != std::string::npos) return refuse("a key holds a NUL");
        if (open_.back()->contains(name)) return refuse("a key stands twice in one object");
        key_ = std::move(name);
        return true;
    }

    bool parse_error(std::size_t, std::string const&, Json::exception const& error) {
        return refuse(without_quotation(error.what()));
    }

private:
    std::vector<Json*> open_;
    std::string key_;

    bool refuse(std::string reason) {
        complaint = std::move(reason);
        return false;
    }

    bool refuse_number() { return refuse("a whole number beyond 2^53"); }

    /// Where the value now lives. Parents grow only after their children are whole, so the address
    /// holds as long as it is needed.
    Json* put(Json value) {
        if (open_.empty()) {
            tree = std::move(value);
            return &tree;
        }
        Json& parent = *open_.back();
        if (parent.is_object()) return &(parent[key_] = std::move(value));
        parent.push_back(std::move(value));
        return &parent.back();
    }

    bool open(Json container) {
        if (open_.size() == json_depth_max) return refuse("nested too deep");
        open_.push_back(put(std::move(container)));
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }
};

Error complain_at(std::string_view text, std::size_t position, std::string const& reason) {
    std::size_t line = 1;
    std::size_t line_start = 0;
    for (std::size_t i = 0; i < position && i < text.size(); ++i) {
        if (text[i] != '\n') continue;
        ++line;
        line_start = i + 1;
    }
    auto const column = position - line_start + (position < text.size() ? 1 : 0);
    return {
        ErrorCode::bad_input,
        "JSON, line " + std::to_string(line) + ", column " +
            std::to_string(column == 0 ? 1 : column) + ": " + reason};
}

} // namespace

Result<Json> parse_json(std::string_view text) {
    // The library stops at a NUL as if the text ended there.
    auto const nul = text.find('\0');
    if (nul != std::string_view::npos) return complain_at(text, nul, "a NUL byte");

    char const* const begin = text.data();
    char const* furthest = begin;
    TreeBuilder builder;
    bool const read = Json::sax_parse(
        TracingIterator(begin, &furthest), TracingIterator(begin + text.size(), &furthest), &builder
    );
    if (read) return std::move(builder.tree);
    auto const consumed = static_cast<std::size_t>(furthest - begin);
    return complain_at(text, consumed == 0 ? 0 : consumed - 1, builder.complaint);
}

std::string format_json(Json const& tree) {
    return tree.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace prevenance
