package sun.stub;

/** Stands for any internal type of the JDK, the real ones of which the compiler would refuse. */
public interface InternalType {}
