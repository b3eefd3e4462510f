import { useEffect } from 'react';
import { useDropzone } from 'react-dropzone';
import { filesOfDrop, type PickedFile } from './picked-files.ts';

export interface DropTarget {
  readonly rootProps: Record<string, unknown>;
  /** Files hang over the page now. */
  readonly over: boolean;
}

/** Makes an element, and the page around it, take dropped files and folders. */
export function useDropTarget(onFiles: (files: readonly PickedFile[]) => void): DropTarget {
  const { getRootProps, isDragActive, rootRef } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    multiple: true,
    onDrop: (files) => {
      if (files.length > 0) onFiles(filesOfDrop(files));
    },
  });

  // Whatever is dropped beside the element (on a short page: below it) counts as dropped on it.
  useEffect(() => {
    const passOn = (event: DragEvent) => {
      const element = rootRef.current;
      // An event that was passed on comes by here once more.
      if (element === null || (event.target instanceof Node && element.contains(event.target))) return;
      event.preventDefault();
      element.dispatchEvent(
        new DragEvent(event.type, { bubbles: true, cancelable: true, dataTransfer: event.dataTransfer }),
      );
    };
    window.addEventListener('dragover', passOn);
    window.addEventListener('drop', passOn);
    return () => {
      window.removeEventListener('dragover', passOn);
      window.removeEventListener('drop', passOn);
    };
  }, [rootRef]);

  return { rootProps: getRootProps(), over: isDragActive };
}
