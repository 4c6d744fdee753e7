import type { ReactElement } from 'react'
import { ChannelsSection } from '../sections/channels.tsx'
import { ConstraintsSection } from '../sections/constraints.tsx'
import { ExtensionsSection } from '../sections/extensions.tsx'
import { GeneralSection } from '../sections/general.tsx'
import { KeySection } from '../sections/key.tsx'
import { NamesSection } from '../sections/names.tsx'
import { PointersSection } from '../sections/pointers.tsx'
import { ProofSection } from '../sections/proof.tsx'
import { RenewalSection } from '../sections/renewal.tsx'
import { SubjectSection } from '../sections/subject.tsx'
import { UsageSection } from '../sections/usage.tsx'
import { ValiditySection } from '../sections/validity.tsx'
import type { EditorSection } from './section-of.ts'

const fields: Readonly<Record<EditorSection, () => ReactElement>> = {
  general: GeneralSection,
  subject: SubjectSection,
  names: NamesSection,
  key: KeySection,
  usage: UsageSection,
  constraints: ConstraintsSection,
  pointers: PointersSection,
  validity: ValiditySection,
  channels: ChannelsSection,
  proof: ProofSection,
  renewal: RenewalSection,
  extensions: ExtensionsSection
}

/** The fields of one section. */
export function SectionFields(props: { readonly section: EditorSection }): ReactElement {
  const Fields = fields[props.section]
  return <Fields />
}
