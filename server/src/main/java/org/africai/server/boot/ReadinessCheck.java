package org.africai.server.boot;

import java.util.Optional;
import java.util.function.Supplier;

/// One thing the server needs to do work. Each bean of this type is asked by `/health/ready`.
///
/// @param name one word, shown in the answer
/// @param problem what is wrong now, without secrets or names of patients; empty when all is well.
///   Answers within a few seconds
public record ReadinessCheck(String name, Supplier<Optional<String>> problem) {}
