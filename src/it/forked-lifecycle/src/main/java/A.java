/** Something to compile. */
public class A {}
