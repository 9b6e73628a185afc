// Goal: packs are shown in good typography, and their rules still say the same. Method: a pack and a
// model with every kind of text, and with texts that are no words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typesetModel, typesetPack } from '../../assets/packs/wording.mjs';

test('the texts of a pack are typeset wherever they stand, each in its language', () => {
  const pack = {
    id: "l'id", title: { fr: "Qu'est-ce ?", en: "What's this?" },
    questions: [{ fact: "nombre d'enfants", rules: ["nombre d'enfants"], min: 0, after: null,
      options: [{ value: "'né'", label: { fr: 'Né à « Nice » : oui', en: 'Born ?' } }] }],
  };
  assert.deepEqual(typesetPack(pack), {
    id: "l'id", title: { fr: 'Qu’est-ce\u00a0?', en: 'What’s this?' },
    questions: [{ fact: "nombre d'enfants", rules: ["nombre d'enfants"], min: 0, after: null,
      options: [{ value: "'né'", label: { fr: 'Né à «\u00a0Nice\u00a0»\u00a0: oui', en: 'Born ?' } }] }],
  });
});

test('of a rule, what is read is typeset; what is computed and linked stays', () => {
  const model = {
    "taux d'aide": {
      titre: "Taux d'aide", description: 'À 50 %', valeur: "statut = 'l' ? 1 : 2", lien: "https://a.test/l'aide",
      'références': { "Code de l'action sociale": "https://a.test/l'article" },
    },
    "statut d'usage": null, b: "'c'", d: { 'références': ["https://a.test/l'un"] },
  };
  assert.deepEqual(typesetModel(model), {
    "taux d'aide": {
      titre: 'Taux d’aide', description: 'À 50\u00a0%', valeur: "statut = 'l' ? 1 : 2", lien: "https://a.test/l'aide",
      'références': { 'Code de l’action sociale': "https://a.test/l'article" },
    },
    "statut d'usage": null, b: "'c'", d: { 'références': ["https://a.test/l'un"] },
  });
});
