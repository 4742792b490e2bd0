package foyer.sfu.ortc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads well-formed JSON into maps, lists, strings, booleans, integers and doubles. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object read(String text) {
        return new Json(text).value();
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new HashMap<>();
        for (at++; peek() != '}'; skipComma()) {
            String key = string();
            peek();
            at++;
            members.put(key, value());
        }
        at++;
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        for (at++; peek() != ']'; skipComma()) {
            elements.add(value());
        }
        at++;
        return elements;
    }

    private String string() {
        peek();
        int end = text.indexOf('"', at + 1);
        String content = text.substring(at + 1, end);
        if (content.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("escape in " + content);
        }
        at = end + 1;
        return content;
    }

    private Object word(String word, boolean value) {
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        while ("+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        if (!digits.chars().allMatch(Character::isDigit)) {
            return Double.valueOf(digits);
        }
        long value = Long.parseLong(digits);
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    private char peek() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.charAt(at);
    }

    private void skipComma() {
        if (peek() == ',') {
            at++;
        }
    }
}
