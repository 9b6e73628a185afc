#include "web/view/boxes.h"

#include <cmath>
#include <cstring>

namespace prevenance {

namespace {

constexpr std::size_t word_bytes = 4;
constexpr std::size_t header_words = 2;
constexpr std::size_t box_words = 6;
constexpr std::size_t line_words = 9;
constexpr std::uint32_t bold_flag = 256;

/// Takes words off the front of checked bytes.
class WordReader {
public:
    explicit WordReader(std::string_view bytes)
        : bytes_(bytes) {}

    std::uint32_t whole() {
        auto const at = [this](std::size_t index) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[index]));
        };
        std::uint32_t const word = at(0) | at(1) << 8U | at(2) << 16U | at(3) << 24U;
        bytes_.remove_prefix(word_bytes);
        return word;
    }

    float decimal() {
        std::uint32_t const word = whole();
        float number = 0;
        std::memcpy(&number, &word, sizeof number);
        finite_ = finite_ && std::isfinite(number);
        return number;
    }

    Rectangle rectangle() {
        Rectangle area;
        area.left = decimal();
        area.top = decimal();
        area.width = decimal();
        area.height = decimal();
        return area;
    }

    bool finite() const { return finite_; }

private:
    std::string_view bytes_;
    bool finite_ = true;
};

Error bad_boxes(char const* message) {
    return Error{ErrorCode::bad_input, message};
}

} // namespace

Result<Boxes> read_boxes(std::string_view bytes) {
    if (bytes.size() < header_words * word_bytes) return bad_boxes("boxes: too short");
    WordReader reader(bytes);
    std::uint64_t const box_count = reader.whole();
    std::uint64_t const line_count = reader.whole();
    if ((header_words + box_count * box_words + line_count * line_words) * word_bytes !=
        bytes.size()) {
        return bad_boxes("boxes: the counts do not fit the length");
    }
    Boxes result;
    result.boxes.resize(static_cast<std::size_t>(box_count));
    for (Box& box : result.boxes) {
        box.node = reader.whole();
        std::uint32_t const piece = reader.whole();
        if (piece > static_cast<std::uint32_t>(Piece::control)) {
            return bad_boxes("boxes: unknown piece");
        }
        box.piece = static_cast<Piece>(piece);
        box.area = reader.rectangle();
    }
    result.lines.resize(static_cast<std::size_t>(line_count));
    for (Line& line : result.lines) {
        line.node = reader.whole();
        std::uint32_t const part = reader.whole();
        if ((part & ~bold_flag) > static_cast<std::uint32_t>(Part::value)) {
            return bad_boxes("boxes: unknown part");
        }
        line.part = static_cast<Part>(part & ~bold_flag);
        line.bold = (part & bold_flag) != 0;
        line.begin = reader.whole();
        line.end = reader.whole();
        line.area = reader.rectangle();
        line.size_px = reader.decimal();
    }
    if (!reader.finite()) return bad_boxes("boxes: a length is not a number");
    return result;
}

} // namespace prevenance
