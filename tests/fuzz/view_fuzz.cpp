// What the browser hands to the painter, from any bytes: a tree that is accepted is written and
// read again as the same one.
#include "core/base/ensure.h"
#include "web/view/boxes.h"
#include "web/view/tree_bytes.h"

#include <cstddef>
#include <cstdint>
#include <span>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const bytes = std::as_bytes(std::span(data, size));
    if (auto const boxes = prevenance::read_boxes(bytes); boxes.ok()) {
        for (auto const& line : boxes.value().lines)
            ENSURE(boxes.value().text_of(line).size() == line.text_size);
    }
    (void)prevenance::read_viewport(bytes).ok();
    if (auto const tree = prevenance::read_tree(bytes); tree.ok()) {
        auto const written = write_tree(tree.value());
        auto const again = prevenance::read_tree(std::as_bytes(std::span(written)));
        ENSURE(again.ok() && again.value().nodes == tree.value().nodes);
    }
    return 0;
}
