/** A part of every command of Docker that is read: of `buildx` and `docker-compose` too. */
export const DOES = /build|run|create|pull|compose|bake|context/i;
