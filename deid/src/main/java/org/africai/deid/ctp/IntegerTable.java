package org.africai.deid.ctp;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Running numbers that stand for values, kept from one object to the next. Safe for use by many
/// threads at once.
@FunctionalInterface
public interface IntegerTable {
    /// The number of a value, from 1 on for each type; the same each time it is asked.
    int number(String type, String value);

    /// A table that lasts as long as the program.
    static IntegerTable inMemory() {
        return new IntegerTable() {
            private final ReentrantLock lock = new ReentrantLock();
            private final Map<String, Map<String, Integer>> types = new HashMap<>();

            @Override
            public int number(String type, String value) {
                lock.lock();
                try {
                    Map<String, Integer> numbers =
                            types.computeIfAbsent(type, _ -> new HashMap<>());
                    return numbers.computeIfAbsent(value, _ -> numbers.size() + 1);
                } finally {
                    lock.unlock();
                }
            }
        };
    }
}
