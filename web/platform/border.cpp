#include "web/platform/border.h"

#include "core/base/ensure.h"

#include <cstddef>
#include <vector>

namespace prevenance {

namespace {

/// The page's only global state: JavaScript can name no object.
struct Border {
    Receiver* receiver = nullptr;
    std::vector<char> buffer;
    std::string answer;
};

Border& border() {
    static Border the_border;
    return the_border;
}

} // namespace

void serve(Receiver& receiver) {
    border().receiver = &receiver;
}

} // namespace prevenance

extern "C" {

// Calls into C++. A size is a `size_t`: 32 bits in the browser.

/// Room for `size` bytes, good until the next call.
char* prevenance_buffer(std::size_t size);

/// Answers the message of `size` bytes. Returns the size of the answer.
std::size_t prevenance_receive(char const* message, std::size_t size);

/// Makes what is seen now the last answer. Returns its size.
std::size_t prevenance_shown();

/// The last answer, good until the next call.
char const* prevenance_answer();

#ifdef __EMSCRIPTEN__
/// Call out of C++, written in web/platform/program_worker.js: answers what the page asks.
void platform_start();
#endif
}

char* prevenance_buffer(std::size_t size) {
    auto& buffer = prevenance::border().buffer;
    buffer.resize(size + 1);
    return buffer.data();
}

std::size_t prevenance_receive(char const* message, std::size_t size) {
    auto& border = prevenance::border();
    ENSURE(border.receiver != nullptr);
    border.answer = border.receiver->receive(std::string_view(message, size));
    return border.answer.size();
}

std::size_t prevenance_shown() {
    auto& border = prevenance::border();
    ENSURE(border.receiver != nullptr);
    border.answer = border.receiver->shown_bytes();
    return border.answer.size();
}

char const* prevenance_answer() {
    return prevenance::border().answer.data();
}

void prevenance::start_page() {
#ifdef __EMSCRIPTEN__
    platform_start();
#endif
}
