-- A library as version 1 of its schema wrote it.
CREATE TABLE articles ( id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, uri TEXT, title TEXT, byline TEXT, site TEXT, published TEXT, language TEXT, retrieved TEXT, image TEXT, text TEXT NOT NULL, sha256 TEXT NOT NULL, blocks TEXT NOT NULL, analysis TEXT, unknown TEXT, topics TEXT, position INTEGER NOT NULL DEFAULT 0, opened TEXT NOT NULL, removed TEXT);
CREATE INDEX articles_opened ON articles (opened);
CREATE TABLE notes ( article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (article, id));
CREATE TABLE corrections ( article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, id TEXT NOT NULL, number INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (article, id));
CREATE TABLE steps ( article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, number INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT, undone INTEGER NOT NULL DEFAULT 0, changes TEXT NOT NULL, PRIMARY KEY (article, number));
CREATE VIRTUAL TABLE found_in_text USING fts5 ( title, text, people, speakers, site, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE found_in_notes USING fts5 ( body, tags, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO articles (id, key, uri, title, byline, site, published, language, retrieved, image, text, sha256, blocks, analysis, unknown, topics, position, opened, removed) VALUES
  (1, 'https://www.gazette.example/starmer', 'https://www.gazette.example/starmer', 'Starmer in Paris', 'By Ann', 'The Gazette', '2024-09-07T10:12:00Z', 'en', '2024-09-08T07:59:00Z', NULL, 'The prime minister, Keir Starmer, spoke in Paris. “We will go on,” Starmer said.', '71b9f7e12628718d1bf1a1de4414dd6c3af807686eb3dabd83d8329f92b51d5c', '[{"kind":"paragraph","start":0,"end":80}]', '{"engine":"test","entities":[{"id":"e1","type":"person","name":"Keir Starmer","aliases":["Starmer"],"mentions":[{"start":20,"end":32,"confidence":0.9},{"start":67,"end":74,"confidence":0.9}]},{"id":"e2","type":"place","name":"Paris","aliases":[],"mentions":[{"start":43,"end":48,"confidence":0.9}]}],"quotes":[{"id":"q1","kind":"direct","start":51,"end":65,"speaker":{"start":67,"end":74,"name":"Keir Starmer","entity":"e1"},"cue":{"start":75,"end":79},"confidence":0.9}],"topics":[{"id":"medtop:11000000","label":"politics","parent":null,"confidence":0.93}],"keyphrases":[]}', '{"format":"gloss-notes","version":1,"ours":"kept"}', 'politics', 21, '2024-09-08T08:00:00Z', NULL);
INSERT INTO articles (id, key, uri, title, byline, site, published, language, retrieved, image, text, sha256, blocks, analysis, unknown, topics, position, opened, removed) VALUES
  (2, 'sha256:cc2a56bdb105b14527426e0b26bde460b766e2a6dfa5985a20325e1275db970e', NULL, NULL, NULL, NULL, NULL, 'zh', NULL, NULL, '东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。', 'cc2a56bdb105b14527426e0b26bde460b766e2a6dfa5985a20325e1275db970e', '[{"kind":"paragraph","start":0,"end":96}]', NULL, NULL, NULL, 0, '2024-09-09T08:00:00Z', NULL);
INSERT INTO articles (id, key, uri, title, byline, site, published, language, retrieved, image, text, sha256, blocks, analysis, unknown, topics, position, opened, removed) VALUES
  (3, 'file:///removed.txt', 'file:///removed.txt', 'Removed', NULL, NULL, NULL, NULL, NULL, NULL, 'Removed, but not forgotten.', 'fb5b2f398a1baaf849e62421bd15633923214787515fa252637474a48129e15d', '[{"kind":"paragraph","start":0,"end":27}]', NULL, NULL, NULL, 0, '2024-09-07T08:00:00Z', '2099-01-01T00:00:00Z');
INSERT INTO notes (article, id, json) VALUES
  (1, 'urn:uuid:00000000-0000-4000-8000-000000000001', '{"id":"urn:uuid:00000000-0000-4000-8000-000000000001","start":4,"end":18,"exact":"prime minister","prefix":"","suffix":"","color":"yellow","tags":["verify"],"body":"Check the date.","about":null,"author":"Ann","created":"2024-09-08T08:00:00Z","modified":"2024-09-08T08:00:00Z","state":"anchored"}');
INSERT INTO notes (article, id, json) VALUES
  (1, 'urn:uuid:00000000-0000-4000-8000-000000000002', '{"id":"urn:uuid:00000000-0000-4000-8000-000000000002","start":43,"end":48,"exact":"Paris","prefix":"","suffix":"","color":"pink","tags":[],"body":"","about":null,"author":"Ann","created":"2024-09-08T08:00:00Z","modified":"2024-09-08T08:00:00Z","state":"anchored"}');
INSERT INTO corrections (article, id, number, json) VALUES
  (1, 'urn:uuid:00000000-0000-4000-8000-000000000011', 1, '{"id":"urn:uuid:00000000-0000-4000-8000-000000000011","action":"rename","target":"e1","name":"Sir Keir Starmer","created":"2024-09-08T08:01:00Z","author":"Ann"}');
INSERT INTO steps (article, number, kind, subject, undone, changes) VALUES
  (1, 1, 'add-note', 'prime minister', 0, '[{"after":{"id":"urn:uuid:00000000-0000-4000-8000-000000000001","start":4,"end":18,"exact":"prime minister","prefix":"","suffix":"","color":"yellow","tags":["verify"],"body":"Check the date.","about":null,"author":"Ann","created":"2024-09-08T08:00:00Z","modified":"2024-09-08T08:00:00Z","state":"anchored"}}]');
INSERT INTO steps (article, number, kind, subject, undone, changes) VALUES
  (1, 2, 'add-highlight', 'Paris', 0, '[{"after":{"id":"urn:uuid:00000000-0000-4000-8000-000000000002","start":43,"end":48,"exact":"Paris","prefix":"","suffix":"","color":"pink","tags":[],"body":"","about":null,"author":"Ann","created":"2024-09-08T08:00:00Z","modified":"2024-09-08T08:00:00Z","state":"anchored"}}]');
INSERT INTO steps (article, number, kind, subject, undone, changes) VALUES
  (1, 3, 'rename', 'Keir Starmer', 0, '[{"correction":{"id":"urn:uuid:00000000-0000-4000-8000-000000000011","action":"rename","target":"e1","name":"Sir Keir Starmer","created":"2024-09-08T08:01:00Z","author":"Ann"}}]');
INSERT INTO steps (article, number, kind, subject, undone, changes) VALUES
  (1, 4, 'add-note', 'Keir', 1, '[{"after":{"id":"urn:uuid:00000000-0000-4000-8000-000000000003","start":20,"end":24,"exact":"Keir","prefix":"","suffix":"","color":"blue","tags":[],"body":"undone","about":null,"author":"Ann","created":"2024-09-08T08:00:00Z","modified":"2024-09-08T08:00:00Z","state":"anchored"}}]');
INSERT INTO found_in_text (rowid, title, text, people, speakers, site) VALUES
  (1, 'Starmer in Paris', 'The prime minister, Keir Starmer, spoke in Paris. “We will go on,” Starmer said.', 'Keir Starmer', 'Keir Starmer', 'The Gazette');
INSERT INTO found_in_text (rowid, title, text, people, speakers, site) VALUES
  (2, NULL, '东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。东京的天气很好。', '', '', NULL);
INSERT INTO found_in_text (rowid, title, text, people, speakers, site) VALUES
  (3, 'Removed', 'Removed, but not forgotten.', '', '', NULL);
INSERT INTO found_in_notes (rowid, body, tags) VALUES
  (1, 'Check the date.
', 'verify');
PRAGMA user_version = 1;
