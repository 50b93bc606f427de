package nl.tafelzicht.election;

/** A municipality by its CBS code ({@code GM} and four digits) and name. */
public record Municipality(String code, String name) {}
