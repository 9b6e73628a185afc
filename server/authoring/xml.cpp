#include "server/authoring/xml.h"

namespace prevenance {

std::string escape_xml(std::string_view text) {
    std::string escaped;
    for (char const byte : text) {
        bool const control = static_cast<unsigned char>(byte) < 0x20;
        if (byte == '&')
            escaped += "&amp;";
        else if (byte == '<')
            escaped += "&lt;";
        else if (byte == '>')
            escaped += "&gt;";
        else if (byte == '"')
            escaped += "&quot;";
        else if (byte == '\n')
            escaped += "&#10;";
        else if (!control)
            escaped += byte;
    }
    return escaped;
}

} // namespace prevenance
