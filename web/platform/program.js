// The program (core.js) runs in a worker: while it reads packs or works out aids, the page still hears
// fingers and keys. It says { type: 'ready' } once it listens, then is told
//   message   as web/app/message.h reads it, and perhaps body: bytes. Answered by `answer`, as
//             web/app/loop.h writes it
//   shown     answered by `tree`: what is seen, as web/view/tree_bytes.h has it
// and answers in the order it was asked; or it says { type: 'failed' }.

// asked: { message, take } of all that is not answered yet, in order. ready: it listens. stopped: it has
// failed.
const program = { /** @type {?Worker} */ worker: null, asked: [], ready: false, stopped: false };

function openProgram(begin) {
  program.worker = new Worker(document.getElementById('program-core').href);
  program.worker.addEventListener('error', (event) => {
    event.preventDefault();
    failProgram();
  });
  program.worker.addEventListener('message', ({ data }) => {
    switch (data['type']) {
      case 'ready':
        program.ready = true;
        begin();
        break;
      case 'failed': failProgram(); break;
      default: program.asked.shift().take(data);
    }
  });
}

// `given`  buffers that are handed over, not copied.
function askProgram(question, take, given = []) {
  if (program.stopped) return;
  program.asked.push({ message: question['message'], take });
  program.worker.postMessage(question, given);
}

function send(message, body = null) {
  const question = { 'type': 'message', 'message': message, 'body': body };
  askProgram(question, (said) => applyAnswer(said['answer'], message), body ? [body] : []);
}

function sendEvent(node, kind, value = '') {
  send({ 'type': 'event', 'node': node, 'kind': kind, 'value': value });
}

// Hands the bytes of the tree to `take`, at a moment when the document shows that tree.
function askShown(take) {
  askProgram({ 'type': 'shown' }, (said) => take(said['tree']));
}

// What the person did after the message that is being answered: the document knows it, the answer
// does not.
const isAskedSince = (kind, isMeant) => program.asked.some(({ message }) =>
  message && message['type'] == 'event' && message['kind'] == kind && isMeant(message['node']));

const isTypedSince = (id) => isAskedSince('type', (node) => node == id);

// `group`  the name that the choices of one question share.
const isChosenSince = (group) => isAskedSince('choose', (node) =>
  shownNodes.has(node) && shownNodes.get(node).parts['control'].name == group);
