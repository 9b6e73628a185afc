#include "server/app/access_log.h"

namespace prevenance {

std::string format_access(AccessRecord const& record, Moment now) {
    std::string line = format_iso_moment(now) + ' ' + record.request_id + ' ' + record.method +
        ' ' + (record.route.empty() ? "-" : record.route) + ' ' + std::to_string(record.status) +
        ' ' + std::to_string(record.duration.count()) + "ms";
    if (!record.note.empty()) line += ' ' + record.note;
    for (char& letter : line) {
        auto const byte = static_cast<unsigned char>(letter);
        if (byte < 0x20 || byte == 0x7F) letter = '?';
    }
    return line;
}

} // namespace prevenance
