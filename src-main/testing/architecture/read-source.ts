import { dirname, posix } from 'node:path'
import ts from 'typescript'

/** One import of a file: static, re-export or dynamic. */
export interface ImportOf {
  /** The specifier as written, or the path from the project's root for a relative one. */
  readonly target: string
  readonly relative: boolean
  readonly typeOnly: boolean
  readonly names: readonly string[]
  readonly line: number
}

/** What the rules want to know of a source file. */
export interface SourceFacts {
  readonly path: string
  readonly lines: number
  readonly imports: readonly ImportOf[]
  readonly hasDefaultExport: boolean
  /** Lines that call `.sign(…)` of something that is not a package or take `sign` out of an object. */
  readonly signCalls: readonly number[]
  /** Relative modules replaced by `vi.mock`. */
  readonly mocked: readonly string[]
}

export function readSource(path: string, text: string): SourceFacts {
  const file = ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.ESNext,
    false,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  )
  const lineOf = (node: ts.Node): number => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
  const imports: ImportOf[] = []
  const signCalls: number[] = []
  const mocked: string[] = []
  let hasDefaultExport = false

  const addImport = (
    specifier: ts.Node | undefined,
    typeOnly: boolean,
    names: readonly string[],
    at: ts.Node
  ): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return
    const relative = specifier.text.startsWith('.')
    const target = relative ? posix.normalize(posix.join(dirname(path), specifier.text)) : specifier.text
    imports.push({ target, relative, typeOnly, names, line: lineOf(at) })
  }

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause
      const bindings = clause?.namedBindings
      const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : []
      const allTypes =
        clause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
        (clause !== undefined &&
          clause.name === undefined &&
          elements.length > 0 &&
          elements.every((element) => element.isTypeOnly))
      addImport(
        node.moduleSpecifier,
        allTypes,
        elements.map((element) => (element.propertyName ?? element.name).text),
        node
      )
    } else if (ts.isExportDeclaration(node)) {
      addImport(node.moduleSpecifier, node.isTypeOnly, [], node)
      const clause = node.exportClause
      if (
        clause !== undefined &&
        ts.isNamedExports(clause) &&
        clause.elements.some((element) => element.name.text === 'default')
      )
        hasDefaultExport = true
    } else if (ts.isExportAssignment(node)) {
      hasDefaultExport = true
    } else if (
      ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword) === true
    ) {
      hasDefaultExport = true
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      addImport(node.argument.literal, true, [], node)
    } else if (ts.isCallExpression(node)) {
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) addImport(node.arguments[0], false, [], node)
      if (ts.isPropertyAccessExpression(node.expression)) readMethodCall(node, node.expression)
    } else if (ts.isObjectBindingPattern(node)) {
      for (const element of node.elements) {
        const name = element.propertyName ?? element.name
        if (ts.isIdentifier(name) && name.text === 'sign') signCalls.push(lineOf(element))
      }
    }
    ts.forEachChild(node, visit)
  }

  const readMethodCall = (call: ts.CallExpression, callee: ts.PropertyAccessExpression): void => {
    const owner = callee.expression
    const ownerName = ts.isIdentifier(owner) ? owner.text : ''
    if (callee.name.text === 'sign' && !isPackageValue(ownerName)) signCalls.push(lineOf(call))
    const first = call.arguments[0]
    if (ownerName !== 'vi' || !['mock', 'doMock'].includes(callee.name.text) || first === undefined) return
    // `vi.mock(import('./x.ts'))` names the module as well as `vi.mock('./x.ts')` does.
    const named = ts.isCallExpression(first) ? first.arguments[0] : first
    if (named !== undefined && ts.isStringLiteralLike(named) && named.text.startsWith('.')) mocked.push(named.text)
  }

  /** True for a name that was imported from a package or from Node: `crypto.sign`, `ml_dsa65.sign`. */
  const isPackageValue = (name: string): boolean =>
    imports.some((entry) => !entry.relative && (entry.names.includes(name) || wholeImports.has(name)))

  const wholeImports = new Set<string>()
  for (const statement of file.statements) {
    if (
      !ts.isImportDeclaration(statement) ||
      !ts.isStringLiteral(statement.moduleSpecifier) ||
      statement.moduleSpecifier.text.startsWith('.')
    )
      continue
    const clause = statement.importClause
    if (clause?.name !== undefined) wholeImports.add(clause.name.text)
    if (clause?.namedBindings !== undefined && ts.isNamespaceImport(clause.namedBindings))
      wholeImports.add(clause.namedBindings.name.text)
  }

  visit(file)
  return {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports,
    hasDefaultExport,
    signCalls,
    mocked
  }
}
