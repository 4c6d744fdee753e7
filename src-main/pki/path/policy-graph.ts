import type { PolicyMapping } from '../model.ts'

/** anyPolicy, RFC 5280 4.2.1.4. */
export const anyPolicy = '2.5.29.32.0'

/** A node of the valid_policy_graph: one policy at one depth, with every parent it has. */
interface PolicyNode {
  readonly policy: string
  expected: ReadonlySet<string>
  readonly parents: Set<PolicyNode>
}

/**
 * The valid_policy_graph of RFC 9618, which gives the answers of RFC 5280's tree without growing exponentially.
 * Level 0 is the trust anchor; `null` levels mean that the graph is NULL.
 */
export class PolicyGraph {
  #levels: Map<string, PolicyNode>[] | null = [
    new Map([[anyPolicy, { policy: anyPolicy, expected: new Set([anyPolicy]), parents: new Set<PolicyNode>() }]])
  ]

  /** @returns whether nothing is valid any more. */
  get isNull(): boolean {
    return this.#levels === null
  }

  /** RFC 5280 6.1.3 (e): a certificate without policies. */
  clear(): void {
    this.#levels = null
  }

  /**
   * RFC 9618 5.4 (6.1.3 (d)): takes the policies of the next certificate.
   * @param anyPolicyCounts whether an anyPolicy in the certificate still has a meaning.
   */
  process(policies: readonly string[], anyPolicyCounts: boolean): void {
    const levels = this.#levels
    if (levels === null) return
    const above = levels[levels.length - 1] ?? new Map<string, PolicyNode>()
    const level = new Map<string, PolicyNode>()
    for (const policy of policies) {
      if (policy === anyPolicy) continue
      let parents = [...above.values()].filter((node) => node.expected.has(policy))
      if (parents.length === 0) {
        const any = above.get(anyPolicy)
        if (any !== undefined) parents = [any]
      }
      if (parents.length > 0) level.set(policy, { policy, expected: new Set([policy]), parents: new Set(parents) })
    }
    if (anyPolicyCounts && policies.includes(anyPolicy)) {
      for (const parent of above.values()) {
        for (const expected of parent.expected) {
          const there = level.get(expected)
          if (there === undefined) {
            level.set(expected, { policy: expected, expected: new Set([expected]), parents: new Set([parent]) })
          } else if (!policies.includes(expected) || expected === anyPolicy) {
            there.parents.add(parent)
          }
        }
      }
    }
    levels.push(level)
    this.#prune()
  }

  /** RFC 9618 5.5 (6.1.4 (b)): applies the policy mappings of the certificate just processed. */
  map(mappings: readonly PolicyMapping[], mappingAllowed: boolean): void {
    const levels = this.#levels
    const level = levels?.[levels.length - 1]
    if (levels === null || level === undefined) return
    const byIssuer = new Map<string, Set<string>>()
    for (const { issuerDomain, subjectDomain } of mappings) {
      const subjects = byIssuer.get(issuerDomain) ?? new Set<string>()
      subjects.add(subjectDomain)
      byIssuer.set(issuerDomain, subjects)
    }
    for (const [issuerDomain, subjects] of byIssuer) {
      const node = level.get(issuerDomain)
      if (!mappingAllowed) {
        if (node !== undefined) level.delete(issuerDomain)
        continue
      }
      if (node !== undefined) {
        node.expected = subjects
        continue
      }
      const any = level.get(anyPolicy)
      if (any !== undefined) {
        level.set(issuerDomain, {
          policy: issuerDomain,
          expected: subjects,
          parents: new Set([...any.parents].filter((parent) => parent.policy === anyPolicy))
        })
      }
    }
    if (!mappingAllowed) this.#prune()
  }

  /** Removes nodes above the lowest level that have no child left (6.1.3 (d)(3)). */
  #prune(): void {
    const levels = this.#levels
    if (levels === null) return
    for (let depth = levels.length - 2; depth >= 0; depth--) {
      const level = levels[depth]
      const below = levels[depth + 1]
      if (level === undefined || below === undefined) continue
      const withChildren = new Set<PolicyNode>()
      for (const child of below.values()) for (const parent of child.parents) withChildren.add(parent)
      for (const [policy, node] of level) if (!withChildren.has(node)) level.delete(policy)
    }
    if ((levels[0]?.size ?? 0) === 0) this.#levels = null
  }

  /**
   * RFC 9618 5.6 (6.1.5 (g)): the policies, in the domain of the trust anchor, for which the path is valid.
   * @param initial user-initial-policy-set; null stands for any-policy.
   * @returns the user-constrained-policy-set; contains anyPolicy where the path is good for every policy.
   */
  userConstrained(initial: ReadonlySet<string> | null): ReadonlySet<string> {
    const levels = this.#levels
    if (levels === null) return new Set()
    const authority = new Set<string>()
    for (const level of levels.slice(1)) {
      for (const node of level.values()) {
        if (node.policy !== anyPolicy && [...node.parents].some((parent) => parent.policy === anyPolicy))
          authority.add(node.policy)
      }
    }
    if (levels.length === 1 || levels[levels.length - 1]?.has(anyPolicy) === true) authority.add(anyPolicy)
    if (initial === null) return authority
    return new Set([...initial].filter((policy) => authority.has(policy) || authority.has(anyPolicy)))
  }
}
