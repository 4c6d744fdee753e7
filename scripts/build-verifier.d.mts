/** Where the build puts the page. */
export declare const verifierFile: string
export declare function verifierPage(): Promise<string>
export declare function buildVerifier(): Promise<void>
