declare module '*?worker&inline' {
  const WorkerOfModule: new (options?: { name?: string }) => Worker;
  export default WorkerOfModule;
}
