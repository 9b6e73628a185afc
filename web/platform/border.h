// The border with the browser: the only functions JavaScript may call, and who stands behind them.
//
// JavaScript puts bytes into a buffer, calls one function, and reads the answer. The names it may
// call are listed in web/platform/exports.txt. Natively a test calls the same receiver itself.
#pragma once

#include <string>
#include <string_view>

namespace prevenance {

/// Answers messages: see web/app/message.h for what they say.
class Receiver {
public:
    virtual ~Receiver() = default;

    /// `message`  a JSON object, then perhaps '\n' and a raw body. Comes from outside: anything.
    /// Returns a JSON object: see web/app/loop.h.
    virtual std::string receive(std::string_view message) = 0;

    /// What is seen now, for the program that paints it: bytes as web/view/tree_bytes.h has them.
    virtual std::string shown_bytes() const = 0;
};

/// Names who answers from now on: it must outlive the page.
void serve(Receiver& receiver);

/// Lets the page speak: JavaScript sends the first message. Natively the caller sends it.
void start_page();

} // namespace prevenance
