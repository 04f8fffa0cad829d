/** What stands above the table in print: agreement, approval, the title, the introduction. */
import { memo } from 'react'
import type { MetaView } from '../../shared/plan/view.ts'
import { BlockText } from './BlockText.tsx'
import styles from './front.module.css'

export const FrontMatter = memo(({ meta }: { meta: MetaView }) => (
  <>
    <div className={styles.approval}>
      <BlockText field="agreed" blocks={meta.blocks.agreed} />
      <BlockText field="approved" blocks={meta.blocks.approved} />
    </div>
    <h1 className={styles.title}>
      <BlockText field="title" blocks={meta.blocks.title} />
    </h1>
    <div className={styles.intro}>
      <BlockText field="intro" blocks={meta.blocks.intro} />
    </div>
  </>
))
FrontMatter.displayName = 'FrontMatter'
