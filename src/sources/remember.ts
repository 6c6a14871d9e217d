/** What is known under a key; made where it is not known yet. */
export function remember<Key, Value extends {}>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
