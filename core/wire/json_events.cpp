#include "core/wire/json_events.h"

namespace prevenance {

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

} // namespace prevenance
