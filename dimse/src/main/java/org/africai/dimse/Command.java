package org.africai.dimse;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.africai.dicom.Uid;
import org.africai.dimse.ul.AeTitle;

/// A command set (PS3.7 §6.3): always implicit VR little endian, group 0000, ascending. Immutable.
///
/// Accessors are tolerant: what is absent or malformed is empty. What a message cannot do without —
/// its field, its id, its status — is checked when it is read.
public final class Command {
    private static final int GROUP_LENGTH = 0x0000;
    private static final int AFFECTED_SOP_CLASS = 0x0002;
    private static final int REQUESTED_SOP_CLASS = 0x0003;
    private static final int FIELD = 0x0100;
    private static final int MESSAGE_ID = 0x0110;
    private static final int RESPONDED_TO = 0x0120;
    private static final int MOVE_DESTINATION = 0x0600;
    private static final int PRIORITY = 0x0700;
    private static final int DATASET_TYPE = 0x0800;
    private static final int STATUS = 0x0900;
    private static final int ERROR_COMMENT = 0x0902;
    private static final int AFFECTED_SOP_INSTANCE = 0x1000;
    private static final int REQUESTED_SOP_INSTANCE = 0x1001;
    private static final int EVENT_TYPE = 0x1002;
    private static final int ACTION_TYPE = 0x1008;
    private static final int REMAINING = 0x1020;
    private static final int COMPLETED = 0x1021;
    private static final int FAILED = 0x1022;
    private static final int WARNING = 0x1023;
    private static final int MOVE_ORIGINATOR = 0x1030;
    private static final int MOVE_ORIGINATOR_ID = 0x1031;

    private static final int NO_DATASET = 0x0101;
    private static final int WITH_DATASET = 0x0001;
    private static final int HEADER_BYTES = 8;

    /// Values by element number in ascending order, padded to an even length.
    private final Map<Integer, byte[]> values;

    private Command(Map<Integer, byte[]> values) {
        this.values = values;
    }

    // ---- making

    /// A request without data set and without priority.
    static Command request(CommandField field, int messageId) {
        return new Command(new TreeMap<>())
                .withNumber(FIELD, field.code())
                .withNumber(MESSAGE_ID, messageId)
                .withNumber(DATASET_TYPE, NO_DATASET);
    }

    /// A wish that an operation end early.
    static Command cancel(int messageId) {
        return new Command(new TreeMap<>())
                .withNumber(FIELD, CommandField.C_CANCEL.code())
                .withNumber(RESPONDED_TO, messageId)
                .withNumber(DATASET_TYPE, NO_DATASET);
    }

    /// A response to this request, without data set.
    Command response(Answer answer) {
        Command response =
                new Command(new TreeMap<>())
                        .withNumber(FIELD, number(FIELD).orElse(0) | CommandField.RESPONSE)
                        .withNumber(RESPONDED_TO, messageId())
                        .withNumber(DATASET_TYPE, NO_DATASET)
                        .withNumber(STATUS, answer.status().code());
        sopClass().ifPresent(uid -> response.put(AFFECTED_SOP_CLASS, text(uid.value(), 0)));
        sopInstance().ifPresent(uid -> response.put(AFFECTED_SOP_INSTANCE, text(uid.value(), 0)));
        return answer.comment().isEmpty()
                ? response
                : response.withText(ERROR_COMMENT, answer.comment());
    }

    Command withDataset() {
        return withNumber(DATASET_TYPE, WITH_DATASET);
    }

    Command withAffected(Uid sopClass) {
        return withUid(AFFECTED_SOP_CLASS, sopClass);
    }

    Command withAffected(Uid sopClass, Uid sopInstance) {
        return withUid(AFFECTED_SOP_CLASS, sopClass).withUid(AFFECTED_SOP_INSTANCE, sopInstance);
    }

    Command withRequested(Uid sopClass, Uid sopInstance) {
        return withUid(REQUESTED_SOP_CLASS, sopClass).withUid(REQUESTED_SOP_INSTANCE, sopInstance);
    }

    Command withPriority(Priority priority) {
        return withNumber(PRIORITY, priority.code());
    }

    Command withMoveDestination(AeTitle destination) {
        return withText(MOVE_DESTINATION, destination.value());
    }

    Command withMoveOriginator(AeTitle originator, int messageId) {
        return withText(MOVE_ORIGINATOR, originator.value())
                .withNumber(MOVE_ORIGINATOR_ID, messageId);
    }

    Command withEventType(int type) {
        return withNumber(EVENT_TYPE, type);
    }

    Command withActionType(int type) {
        return withNumber(ACTION_TYPE, type);
    }

    /// Sub-operations of a retrieval; how many remain is told only while it goes on.
    Command withCounts(SubOperations counts, boolean isPending) {
        Command command =
                withNumber(COMPLETED, counts.completed())
                        .withNumber(FAILED, counts.failed())
                        .withNumber(WARNING, counts.warning());
        return isPending ? command.withNumber(REMAINING, counts.remaining()) : command;
    }

    private Command withNumber(int element, int value) {
        return with(element, new byte[] {(byte) value, (byte) (value >>> 8)});
    }

    private Command withText(int element, String value) {
        return with(element, text(value, ' '));
    }

    private Command withUid(int element, Uid uid) {
        return with(element, text(uid.value(), 0));
    }

    private Command with(int element, byte[] value) {
        Command copy = new Command(new TreeMap<>(values));
        copy.put(element, value);
        return copy;
    }

    private void put(int element, byte[] value) {
        values.put(element, value);
    }

    private static byte[] text(String value, int padding) {
        byte[] text = new byte[value.length() + value.length() % 2];
        byte[] characters = value.getBytes(StandardCharsets.US_ASCII);
        text[text.length - 1] = (byte) padding;
        System.arraycopy(characters, 0, text, 0, characters.length);
        return text;
    }

    // ---- what it says

    public CommandField field() {
        return CommandField.of(number(FIELD).orElse(0)).orElseThrow();
    }

    public boolean isResponse() {
        return (number(FIELD).orElse(0) & CommandField.RESPONSE) != 0;
    }

    /// The id of a request.
    public int messageId() {
        return number(MESSAGE_ID).orElse(0);
    }

    /// The id of the request that this answers or cancels.
    public int respondedTo() {
        return number(RESPONDED_TO).orElse(0);
    }

    public boolean hasDataset() {
        return number(DATASET_TYPE).orElse(NO_DATASET) != NO_DATASET;
    }

    /// The affected or requested SOP class.
    public Optional<Uid> sopClass() {
        return uid(AFFECTED_SOP_CLASS).or(() -> uid(REQUESTED_SOP_CLASS));
    }

    /// The affected or requested SOP instance.
    public Optional<Uid> sopInstance() {
        return uid(AFFECTED_SOP_INSTANCE).or(() -> uid(REQUESTED_SOP_INSTANCE));
    }

    public Priority priority() {
        return Priority.of(number(PRIORITY).orElse(0));
    }

    public Optional<AeTitle> moveDestination() {
        return title(MOVE_DESTINATION);
    }

    public Optional<AeTitle> moveOriginator() {
        return title(MOVE_ORIGINATOR);
    }

    public OptionalInt moveOriginatorId() {
        return number(MOVE_ORIGINATOR_ID);
    }

    public int eventType() {
        return number(EVENT_TYPE).orElse(0);
    }

    public int actionType() {
        return number(ACTION_TYPE).orElse(0);
    }

    /// What a response says.
    public Answer answer() {
        String comment = string(ERROR_COMMENT).orElse("");
        return new Answer(new Status(number(STATUS).orElse(0)), comment);
    }

    /// Sub-operations of a retrieval; what is not told is 0.
    public SubOperations counts() {
        return new SubOperations(
                number(REMAINING).orElse(0),
                number(COMPLETED).orElse(0),
                number(FAILED).orElse(0),
                number(WARNING).orElse(0));
    }

    private OptionalInt number(int element) {
        byte[] value = values.get(element);
        return value == null || value.length != 2
                ? OptionalInt.empty()
                : OptionalInt.of((value[0] & 0xFF) | (value[1] & 0xFF) << 8);
    }

    private Optional<String> string(int element) {
        byte[] value = values.get(element);
        return value == null
                ? Optional.empty()
                : Optional.of(trimmed(new String(value, StandardCharsets.ISO_8859_1)));
    }

    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == 0 || text.charAt(end - 1) == ' ')) {
            end--;
        }
        return text.substring(0, end);
    }

    private Optional<Uid> uid(int element) {
        return string(element).filter(Uid::isValid).map(Uid::new);
    }

    private Optional<AeTitle> title(int element) {
        return string(element).filter(AeTitle::isValid).map(AeTitle::new);
    }

    // ---- bytes

    /// The bytes on the wire, length in front.
    byte[] toBytes() {
        int length = values.values().stream().mapToInt(value -> HEADER_BYTES + value.length).sum();
        byte[] bytes = new byte[HEADER_BYTES + 4 + length];
        int at = put(bytes, 0, GROUP_LENGTH, new byte[4]);
        putNumber(bytes, HEADER_BYTES, length);
        for (Map.Entry<Integer, byte[]> entry : values.entrySet()) {
            at = put(bytes, at, entry.getKey(), entry.getValue());
        }
        return bytes;
    }

    private static int put(byte[] bytes, int at, int element, byte[] value) {
        bytes[at + 2] = (byte) element;
        bytes[at + 3] = (byte) (element >>> 8);
        putNumber(bytes, at + 4, value.length);
        System.arraycopy(value, 0, bytes, at + HEADER_BYTES, value.length);
        return at + HEADER_BYTES + value.length;
    }

    private static void putNumber(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >>> 8);
        bytes[at + 2] = (byte) (value >>> 16);
        bytes[at + 3] = (byte) (value >>> 24);
    }

    /// Reads a command set.
    ///
    /// @throws InvalidCommand when it is encoded in another way, cut short, out of order, of an
    ///   unknown command, or without what its command needs
    static Command parse(byte[] bytes) throws InvalidCommand {
        TreeMap<Integer, byte[]> values = new TreeMap<>();
        int at = 0;
        int last = -1;
        while (at < bytes.length) {
            if (bytes.length - at < HEADER_BYTES) {
                throw new InvalidCommand("a command set ends inside of an element");
            }
            int group = (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
            int element = (bytes[at + 2] & 0xFF) | (bytes[at + 3] & 0xFF) << 8;
            long length = number(bytes, at + 4);
            at += HEADER_BYTES;
            if (group != 0 || element <= last || length > bytes.length - at) {
                throw new InvalidCommand("a command set is not in implicit VR little endian");
            }
            byte[] value = new byte[(int) length];
            System.arraycopy(bytes, at, value, 0, value.length);
            values.put(element, value);
            at += value.length;
            last = element;
        }
        values.remove(GROUP_LENGTH);
        Command command = new Command(values);
        command.requireComplete();
        return command;
    }

    private static long number(byte[] bytes, int at) {
        return (bytes[at] & 0xFFL)
                | (bytes[at + 1] & 0xFFL) << 8
                | (bytes[at + 2] & 0xFFL) << 16
                | (bytes[at + 3] & 0xFFL) << 24;
    }

    private void requireComplete() throws InvalidCommand {
        int code = number(FIELD).orElse(0);
        Optional<CommandField> field = CommandField.of(code);
        if (field.isEmpty()) {
            throw new InvalidCommand("unknown command " + Integer.toHexString(code));
        }
        boolean isAnswering = isResponse() || field.get() == CommandField.C_CANCEL;
        if (number(isAnswering ? RESPONDED_TO : MESSAGE_ID).isEmpty()) {
            throw new InvalidCommand("a command without message id");
        }
        if (number(DATASET_TYPE).isEmpty()) {
            throw new InvalidCommand("a command that does not say whether a data set follows");
        }
        if (isResponse() && number(STATUS).isEmpty()) {
            throw new InvalidCommand("a response without status");
        }
    }

    @Override
    public String toString() {
        return field() + (isResponse() ? " response to " + respondedTo() : " " + messageId());
    }
}
