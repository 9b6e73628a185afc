#include "core/wire/json.h"

#include "core/wire/json_events.h"

#include <utility>
#include <vector>

namespace prevenance {

namespace {

using Json = nlohmann::json;

/// Builds the library's own tree.
class TreeSink {
public:
    Json tree;

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

    void open_object() { open_.push_back(put(Json::object())); }

    void open_array() { open_.push_back(put(Json::array())); }

    std::string close() {
        open_.pop_back();
        return {};
    }

    std::string key(std::string name) {
        if (open_.back()->contains(name)) return "a key stands twice in one object";
        key_ = std::move(name);
        return {};
    }

private:
    std::vector<Json*> open_;
    std::string key_;
};

} // namespace

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

Result<Json> parse_json(std::string_view text) {
    TreeSink sink;
    char const* furthest = nullptr;
    TRY(read_json(text, sink, furthest));
    return std::move(sink.tree);
}

std::string format_json(Json const& tree) {
    return tree.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace prevenance
