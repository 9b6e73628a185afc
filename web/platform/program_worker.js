// The program's side of the page: a worker that answers what it is told. web/platform/program.js says
// what.
mergeInto(LibraryManager.library, {
  // Runs as soon as the script is read, before the wasm is there.
  $guardProgram__postset: 'guardProgram();',
  $guardProgram: function() {
    ['error', 'unhandledrejection'].forEach(function(name) {
      self.addEventListener(name, function() {
        postMessage({ 'type': 'failed' });
      });
    });
  },

  $lastAnswer: function(size) {
    var at = _prevenance_answer();
    return HEAPU8.slice(at, at + size);
  },

  // The message, and after a line its body: as web/app/message.h reads them.
  $receiveMessage__deps: ['$lastAnswer'],
  $receiveMessage: function(message, body) {
    var head = new TextEncoder().encode(JSON.stringify(message) + (body ? '\n' : ''));
    var length = head.length + (body ? body.byteLength : 0);
    var buffer = _prevenance_buffer(length);
    HEAPU8.set(head, buffer);
    if (body) HEAPU8.set(new Uint8Array(body), buffer + head.length);
    return lastAnswer(_prevenance_receive(buffer, length));
  },

  platform_start__deps: ['$guardProgram', '$receiveMessage', '$lastAnswer'],
  platform_start: function() {
    self.onmessage = function(event) {
      var asked = event.data;
      if (asked['type'] == 'shown') {
        var tree = lastAnswer(_prevenance_shown());
        postMessage({ 'type': 'shown', 'tree': tree }, [tree.buffer]);
        return;
      }
      var answer = receiveMessage(asked['message'], asked['body']);
      postMessage({ 'type': 'answer', 'answer': JSON.parse(new TextDecoder().decode(answer)) });
    };
    postMessage({ 'type': 'ready' });
  },
});
