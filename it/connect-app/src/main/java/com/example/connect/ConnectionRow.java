package com.example.connect;

import java.util.List;

/**
 * A user's connection as the page shows it.
 *
 * @param way how it logs in
 * @param words what the user can do about its state; empty when there is nothing to do
 * @param accounts as they were last asked for
 */
record ConnectionRow(String way, String state, String words, List<String> accounts) {}
