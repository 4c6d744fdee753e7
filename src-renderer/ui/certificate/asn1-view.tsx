import { SimpleTreeView } from '@mui/x-tree-view/SimpleTreeView'
import { TreeItem } from '@mui/x-tree-view/TreeItem'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Asn1Node } from '../../../src-shared/model/certificate.ts'
import { fromBase64 } from '../files/file-content.ts'
import { HexPane } from './hex-pane.tsx'

/** The tree on the left, the bytes on the right: a chosen element lights up in the bytes, a byte chooses its element. */
export function Asn1View(props: { readonly root: Asn1Node; readonly base64: string }): ReactElement {
  const { t } = useTranslation('ui')
  const bytes = useMemo(() => fromBase64(props.base64), [props.base64])
  const nodes = useMemo(() => nodesByPath(props.root), [props.root])
  const [chosen, setChosen] = useState('0')
  const node = nodes.get(chosen) ?? props.root
  const [expanded, setExpanded] = useState(() => [...nodes.keys()].filter((path) => path.split('.').length <= 3))
  const tree = useRef<HTMLDivElement>(null)
  const choose = (offset: number): void => {
    const path = pathAt(props.root, offset)
    if (path === null) return
    const above = path.split('.').map((_, index, parts) => parts.slice(0, index).join('.'))
    setExpanded((open) => [...new Set([...open, ...above.filter(Boolean)])])
    setChosen(path)
  }
  // What a click on a byte chose may lie far down the tree.
  useEffect(() => {
    tree.current?.querySelector('[role="treeitem"][aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', lg: 'minmax(320px, 1fr) auto' },
        gap: 5,
        alignItems: 'start'
      }}
    >
      <Box ref={tree} sx={{ minWidth: 0, overflow: 'auto', maxHeight: 640 }}>
        <SimpleTreeView
          aria-label={t('asn1.tree')}
          expandedItems={expanded}
          onExpandedItemsChange={(_, paths) => {
            setExpanded(paths)
          }}
          selectedItems={chosen}
          onSelectedItemsChange={(_, path) => {
            if (path !== null) setChosen(path)
          }}
          itemChildrenIndentation={14}
        >
          <Asn1Branch node={props.root} path="0" />
        </SimpleTreeView>
      </Box>
      <Box sx={{ position: 'sticky', top: 0, display: 'grid', gap: 2, minWidth: 0, overflow: 'auto' }}>
        <Typography variant="caption" color="textSecondary" aria-live="polite">
          {node.tag}, {t('asn1.at', { offset: node.offset, header: node.header, length: node.length })}
        </Typography>
        <HexPane
          bytes={bytes}
          from={node.offset}
          header={node.header}
          to={node.offset + node.header + node.length}
          onByte={choose}
        />
      </Box>
    </Box>
  )
}

function Asn1Branch(props: { readonly node: Asn1Node; readonly path: string }): ReactElement {
  const { node, path } = props
  return (
    <TreeItem
      itemId={path}
      label={
        <Box component="span" sx={{ fontSize: 13, display: 'flex', gap: 2, minWidth: 0 }}>
          <Box component="span" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
            {node.tag}
          </Box>
          {node.text !== null && (
            <Box
              component="span"
              sx={{ color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
            >
              {node.text}
            </Box>
          )}
        </Box>
      }
    >
      {node.children.map((child, index) => (
        <Asn1Branch key={index} node={child} path={`${path}.${index}`} />
      ))}
    </TreeItem>
  )
}

/** @returns the place in the tree of the innermost element that holds a byte; null for a byte outside of all */
export function pathAt(root: Asn1Node, offset: number): string | null {
  const holds = ({ offset: from, header, length }: Asn1Node): boolean =>
    offset >= from && offset < from + header + length
  if (!holds(root)) return null
  let [node, path] = [root, '0']
  for (;;) {
    const index = node.children.findIndex(holds)
    const child = node.children[index]
    if (child === undefined) return path
    node = child
    path = `${path}.${index}`
  }
}

/** @returns every node under its place in the tree: `0`, `0.0`, `0.1` … */
export function nodesByPath(root: Asn1Node): ReadonlyMap<string, Asn1Node> {
  const found = new Map<string, Asn1Node>()
  const walk = (node: Asn1Node, path: string): void => {
    found.set(path, node)
    node.children.forEach((child, index) => {
      walk(child, `${path}.${index}`)
    })
  }
  walk(root, '0')
  return found
}
