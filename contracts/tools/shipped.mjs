// The contracts that are deployed.
export const shipped = ["Gateway"];
